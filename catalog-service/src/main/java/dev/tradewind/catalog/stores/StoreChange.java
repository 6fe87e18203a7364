package dev.tradewind.catalog.stores;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tradewind.catalog.domain.Fulfilment;
import dev.tradewind.catalog.domain.OpeningHours;
import dev.tradewind.catalog.domain.Rules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be different about a store. What is left out (or null) stays; without any hours people open it.
record StoreChange(
        @Nullable @Size(min = 1, max = 200) @Pattern(regexp = Rules.NOT_BLANK, message = Rules.ONE_LINE_MESSAGE)
        String name,

        @Nullable Fulfilment fulfilment,
        @Nullable @Positive @Max(StoreChange.A_DAY) Integer reservationSeconds,
        @JsonProperty("private") @Nullable Boolean membersOnly,
        @Nullable ZoneId timeZone,

        @Nullable @Size(max = OpeningHours.MOST) List<@NotNull @Valid Hours> hours) {

    static final long A_DAY = 86_400;

    record Hours(
            @NotNull DayOfWeek day,
            @NotNull LocalTime from,
            @NotNull LocalTime until) {}

    List<OpeningHours.Time> times() {
        return hours == null
                ? List.of()
                : hours.stream()
                        .map(it -> new OpeningHours.Time(it.day(), it.from(), it.until()))
                        .toList();
    }
}
