package dev.tradewind.search.searching;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import dev.tradewind.web.BadParameter;
import dev.tradewind.web.Cursor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What comes first. Equals are ordered by id, so that a page ends at one place.
enum Order {
    RELEVANCE("relevance", "_score", SortOrder.Desc),
    POPULARITY("popularity", "popularity", SortOrder.Desc),
    PRICE_UP("priceAsc", "price.amount", SortOrder.Asc),
    PRICE_DOWN("priceDesc", "price.amount", SortOrder.Desc),
    NEWEST("newest", "createdAt", SortOrder.Desc);

    private final String parameter;
    private final String field;
    private final SortOrder direction;

    Order(String parameter, String field, SortOrder direction) {
        this.parameter = parameter;
        this.field = field;
        this.direction = direction;
    }

    static Order of(@Nullable String parameter) {
        if (parameter == null) {
            return RELEVANCE;
        }
        return Arrays.stream(values())
                .filter(it -> it.parameter.equals(parameter))
                .findFirst()
                .orElseThrow(() -> new BadParameter("sort", "must be one of " + all()));
    }

    /// Without words everything fits equally well, so what is popular comes first.
    Order whenAsked(@Nullable String text) {
        return this == RELEVANCE && text == null ? POPULARITY : this;
    }

    /// Whether it matters how well something fits.
    boolean needsScores() {
        return this == RELEVANCE;
    }

    List<SortOptions> options() {
        return List.of(by(field, direction), by("id", SortOrder.Asc));
    }

    /// The cursor behind the last hit of a page; it belongs to this order alone, and the next page matches words as
    /// this one did.
    String cursor(Words words, List<FieldValue> last) {
        return Cursor.after(
                parameter, words.name(), last.getFirst()._get(), last.getLast()._get());
    }

    Words words(Cursor cursor) {
        if (!cursor.text(0).equals(parameter)) {
            throw otherList();
        }
        return Arrays.stream(Words.values())
                .filter(it -> it.name().equals(cursor.text(1)))
                .findFirst()
                .orElseThrow(Order::otherList);
    }

    List<FieldValue> after(Cursor cursor) {
        var first = switch (this) {
            case RELEVANCE -> FieldValue.of(score(cursor.text(2)));
            case POPULARITY, PRICE_UP, PRICE_DOWN, NEWEST -> FieldValue.of(cursor.number(2));
        };
        return List.of(first, FieldValue.of(cursor.uuid(3).toString()));
    }

    private static double score(String text) {
        try {
            var score = Double.parseDouble(text);
            if (Double.isFinite(score)) {
                return score;
            }
        } catch (NumberFormatException _) {
            // Refused below like a number without an end.
        }
        throw otherList();
    }

    private static BadParameter otherList() {
        return new BadParameter("cursor", "belongs to another list");
    }

    private static SortOptions by(String field, SortOrder direction) {
        return field.equals("_score")
                ? SortOptions.of(it -> it.score(score -> score.order(direction)))
                : SortOptions.of(it -> it.field(by -> by.field(field).order(direction)));
    }

    private static String all() {
        return Arrays.stream(values()).map(it -> it.parameter).collect(Collectors.joining(", "));
    }
}
