package dev.tradewind.catalog.products;

import dev.tradewind.contracts.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Everything about a product that its editors may say.
///
/// @param originalPrice what it cost before it was reduced; null as soon as that is not more than the price
public record Description(
        String sku,
        String title,
        String description,
        @Nullable String category,
        @Nullable String brand,
        Money price,
        @Nullable Money originalPrice,
        Map<String, List<String>> attributes,
        List<String> images) {

    public Description {
        originalPrice = originalPrice != null && originalPrice.amount() > price.amount() ? originalPrice : null;
        attributes = Map.copyOf(attributes);
        images = List.copyOf(images);
    }

    /// The names of the fields that were different before.
    List<String> changesSince(Description before) {
        var then = before.fields();
        return fields().entrySet().stream()
                .filter(field -> !Objects.equals(field.getValue(), then.get(field.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, @Nullable Object> fields() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("sku", sku);
        fields.put("title", title);
        fields.put("description", description);
        fields.put("category", category);
        fields.put("brand", brand);
        fields.put("price", price);
        fields.put("originalPrice", originalPrice);
        fields.put("attributes", attributes);
        fields.put("images", images);
        return fields;
    }
}
