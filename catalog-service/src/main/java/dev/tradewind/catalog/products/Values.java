package dev.tradewind.catalog.products;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/// Reads the values of an attribute: several, or one that need not be wrapped.
final class Values extends ValueDeserializer<List<String>> {

    @Override
    public List<String> deserialize(JsonParser json, DeserializationContext context) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(context.readValue(json, String.class));
        }
        var values = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(context.readValue(json, String.class));
        }
        return values;
    }
}
