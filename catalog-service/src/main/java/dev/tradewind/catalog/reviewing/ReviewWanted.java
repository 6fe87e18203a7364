package dev.tradewind.catalog.reviewing;

import dev.tradewind.web.KnownFieldsOnly;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// What a buyer says.
///
/// @param rating stars
@KnownFieldsOnly
record ReviewWanted(
        @NotNull @Min(1) @Max(5) Integer rating,
        @Nullable @Size(max = ReviewWanted.LONGEST) String text) {

    static final int LONGEST = 2_000;
}
