package dev.tradewind.catalog.products;

import dev.tradewind.web.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What was said about a product does not fit the store it is for.
final class CannotShelve extends Refusal {

    private static final long serialVersionUID = 1L;

    private static final int MOST_OF_ATTRIBUTES = 64 * 1024;

    private final transient List<Wrong> wrong;

    CannotShelve(String field, String message) {
        super(Kind.UNPROCESSABLE, "invalid-request", "The request breaks a rule.");
        this.wrong = List.of(new Wrong(field, message));
    }

    static void unlessPriced(Description is, String currency) {
        if (!is.price().currency().equals(currency)) {
            throw new CannotShelve("price.currency", "must be " + currency + " in this store");
        }
    }

    /// With the longest of everything else this still fits into a message to the others.
    static Map<String, List<String>> unlessLong(Map<String, List<String>> attributes) {
        var bytes = attributes.entrySet().stream()
                .flatMap(it -> Stream.concat(Stream.of(it.getKey()), it.getValue().stream()))
                .mapToLong(CannotShelve::bytes)
                .sum();
        if (bytes > MOST_OF_ATTRIBUTES) {
            throw new CannotShelve("attributes", "must not be more than " + MOST_OF_ATTRIBUTES + " bytes of JSON");
        }
        return attributes;
    }

    /// With its quotation marks and what stands around them.
    private static long bytes(String text) {
        return 4 + text.codePoints().map(CannotShelve::bytes).asLongStream().sum();
    }

    private static int bytes(int character) {
        if (character < ' ') {
            return 6;
        }
        if (character < 0x80) {
            return character == '"' || character == '\\' ? 2 : 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return Character.isBmpCodePoint(character) ? 3 : 4;
    }

    @Override
    public List<Wrong> wrong() {
        return wrong;
    }
}
