package dev.tradewind.catalog.importing;

import dev.tradewind.catalog.importing.Lines.Line;
import dev.tradewind.catalog.products.NewProduct;
import dev.tradewind.web.Refusal;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.json.JsonMapper;

/// Reads lines as strictly as bodies are read.
@Component
class ProductLines {

    private final JsonMapper json;
    private final Validator validator;

    ProductLines(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    NewProduct read(Line line) {
        var product = parse(line);
        if (product == null) {
            throw malformed(List.of());
        }
        var wrong = validator.validate(product).stream()
                .map(it -> new Refusal.Wrong(it.getPropertyPath().toString(), it.getMessage()))
                .sorted(Comparator.comparing(Refusal.Wrong::field))
                .toList();
        if (!wrong.isEmpty()) {
            throw new BadLine("invalid-request", "The line breaks a rule.", product.sku(), wrong);
        }
        return product;
    }

    private @Nullable NewProduct parse(Line line) {
        if (line.text() == null) {
            throw new BadLine(
                    "unreadable-line",
                    "A line must be UTF-8 and at most " + Lines.LONGEST + " bytes long.",
                    null,
                    List.of());
        }
        try {
            return json.readValue(line.text(), NewProduct.class);
        } catch (JacksonException malformed) {
            throw malformed(malformed.getPath());
        }
    }

    private static BadLine malformed(List<Reference> path) {
        var field = path.stream()
                .map(it -> it.getPropertyName() == null ? "[" + it.getIndex() + "]" : it.getPropertyName())
                .collect(Collectors.joining("."));
        return new BadLine(
                "malformed-request",
                "The line is not the JSON of a product.",
                null,
                path.isEmpty() ? List.of() : List.of(new Refusal.Wrong(field, "has the wrong type or form")));
    }
}
