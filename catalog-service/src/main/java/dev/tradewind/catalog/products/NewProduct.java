package dev.tradewind.catalog.products;

import dev.tradewind.catalog.domain.Rules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/// A product that staff put on a shelf.
public record NewProduct(
        @NotNull UUID storeId,

        @NotBlank @Size(max = 64) @Pattern(regexp = Rules.ONE_LINE, message = Rules.ONE_LINE_MESSAGE)
        String sku,

        @NotBlank @Size(max = 200) @Pattern(regexp = Rules.ONE_LINE, message = Rules.ONE_LINE_MESSAGE)
        String title,

        @Nullable @Size(max = 5_000) String description,

        @Nullable @Size(max = 100) @Pattern(regexp = Rules.ONE_LINE, message = Rules.ONE_LINE_MESSAGE)
        String category,

        @Nullable @Size(max = 100) @Pattern(regexp = Rules.ONE_LINE, message = Rules.ONE_LINE_MESSAGE)
        String brand,

        @NotNull @Valid Price price,

        @Nullable @Valid Price originalPrice,

        @Nullable @Size(max = 50) @JsonDeserialize(contentUsing = Values.class)
        Map<
                        @NotBlank @Size(max = 50) @Pattern(regexp = Rules.NAME, message = Rules.NAME_MESSAGE) String,
                        @Size(max = 50) List<@NotBlank @Size(max = 200) String>>
                attributes,

        @Nullable @Size(max = 20)
        List<@NotNull @Pattern(regexp = Rules.LINK, message = Rules.LINK_MESSAGE) String> images) {

    Description described() {
        return new Description(
                sku,
                title,
                description == null ? "" : description,
                Rules.emptyIsNone(category),
                Rules.emptyIsNone(brand),
                price.money(),
                originalPrice == null ? null : originalPrice.before(price.money()),
                attributes == null ? Map.of() : CannotShelve.unlessLong(attributes),
                images == null ? List.of() : images);
    }

    /// What a product that is there becomes: what is left out here stays.
    Description over(Description is) {
        return new ProductChange(sku, title, description, category, brand, price, originalPrice, attributes, images)
                .over(is);
    }
}
