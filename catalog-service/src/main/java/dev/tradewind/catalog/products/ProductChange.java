package dev.tradewind.catalog.products;

import dev.tradewind.catalog.domain.Rules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/// What is to be different about a product. What is left out (or null) stays; an empty category or brand is none, and
/// so is an original price that is the price.
record ProductChange(
        @Nullable @Size(min = 1, max = 64) @Pattern(regexp = Rules.NOT_BLANK, message = Rules.ONE_LINE_MESSAGE)
        String sku,

        @Nullable @Size(min = 1, max = 200) @Pattern(regexp = Rules.NOT_BLANK, message = Rules.ONE_LINE_MESSAGE)
        String title,

        @Nullable @Size(max = 5_000) String description,

        @Nullable @Size(max = 100) @Pattern(regexp = Rules.ONE_LINE, message = Rules.ONE_LINE_MESSAGE)
        String category,

        @Nullable @Size(max = 100) @Pattern(regexp = Rules.ONE_LINE, message = Rules.ONE_LINE_MESSAGE)
        String brand,

        @Nullable @Valid Price price,

        @Nullable @Valid Price originalPrice,

        @Nullable @Size(max = 50) @JsonDeserialize(contentUsing = Values.class)
        Map<
                        @NotBlank @Size(max = 50) @Pattern(regexp = Rules.NAME, message = Rules.NAME_MESSAGE) String,
                        @Size(max = 50) List<@NotBlank @Size(max = 200) String>>
                attributes,

        @Nullable @Size(max = 20)
        List<@NotNull @Pattern(regexp = Rules.LINK, message = Rules.LINK_MESSAGE) String> images) {

    Description over(Description is) {
        var costs = price == null ? is.price() : price.money();
        return new Description(
                sku == null ? is.sku() : sku,
                title == null ? is.title() : title,
                description == null ? is.description() : description,
                category == null ? is.category() : Rules.emptyIsNone(category),
                brand == null ? is.brand() : Rules.emptyIsNone(brand),
                costs,
                originalPrice == null ? is.originalPrice() : originalPrice.before(costs),
                attributes == null ? is.attributes() : CannotShelve.unlessLong(attributes),
                images == null ? is.images() : images);
    }
}
