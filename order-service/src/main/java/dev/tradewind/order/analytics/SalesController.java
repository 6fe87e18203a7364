package dev.tradewind.order.analytics;

import dev.tradewind.order.access.Staff;
import dev.tradewind.order.analytics.Sales.By;
import dev.tradewind.order.analytics.Sales.Sold;
import dev.tradewind.web.BadParameter;
import dev.tradewind.web.Caller;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SalesController {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Sales sales;
    private final Clock clock;

    SalesController(Sales sales, Clock clock) {
        this.sales = sales;
        this.clock = clock;
    }

    /// @param from included, and `to` excluded
    record Report(Instant from, Instant to, String by, List<Sold> items) {}

    /// Sales of the caller's organisation in at most 366 days; without them, of the last 30.
    @GetMapping("/api/analytics/sales")
    Report sales(
            Caller caller,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "day") String by) {
        var staff = Staff.of(caller);
        var until = to == null ? clock.instant() : time("to", to);
        var since = from == null ? until.minus(USUAL) : time("from", from);
        if (!since.isBefore(until) || since.plus(LONGEST).isBefore(until)) {
            throw new BadParameter("from", "must be before 'to', by at most 366 days");
        }
        return new Report(since, until, by, sales.of(staff.organizationId(), since, until, kind(by)));
    }

    private static By kind(String by) {
        return switch (by) {
            case "day", "product", "store" -> By.valueOf(by.toUpperCase(Locale.ROOT));
            default -> throw new BadParameter("by", "must be day, product or store");
        };
    }

    /// A moment, or the begin of a day.
    private static Instant time(String name, String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException _) {
            throw new BadParameter(name, "must be a day or a time, such as 2026-11-21 or 2026-11-21T12:00:00Z");
        }
    }
}
