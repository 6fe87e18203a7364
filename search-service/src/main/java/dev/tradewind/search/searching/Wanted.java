package dev.tradewind.search.searching;

import dev.tradewind.web.BadParameter;
import java.util.Collection;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody looks for. Several values of one filter are alternatives; several filters all have to hold.
///
/// The sets are sorted, so that those who want the same are equal however they say it.
///
/// @param organization the only one whose products are shown; null shows those of all
/// @param hidden the stores whose products are not shown
/// @param text null when nothing is said
record Wanted(
        @Nullable UUID organization,
        Set<UUID> hidden,
        @Nullable String text,
        Set<String> categories,
        Set<String> brands,
        Set<UUID> stores,
        @Nullable Boolean inStock,
        @Nullable Long minPrice,
        @Nullable Long maxPrice,
        SortedMap<String, SequencedSet<String>> attributes) {

    static final int MAX_TEXT = 200;
    private static final int MAX_VALUES = 20;
    private static final int MAX_ATTRIBUTES = 10;

    Wanted {
        text = text == null || text.isBlank() ? null : text.strip();
        notLong("q", text);
        categories = values("category", categories);
        brands = values("brand", brands);
        hidden = new TreeSet<>(hidden);
        stores = new TreeSet<>(stores);
        notMany("store", stores);
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new BadParameter("attr", "must not name more than " + MAX_ATTRIBUTES + " attributes");
        }
        attributes = new TreeMap<>(attributes);
        attributes.replaceAll((name, values) -> {
            notLong("attr", name);
            return values("attr." + name, values);
        });
        notNegative("minPrice", minPrice);
        notNegative("maxPrice", maxPrice);
        if (minPrice != null && maxPrice != null && minPrice > maxPrice) {
            throw new BadParameter("minPrice", "must not be more than maxPrice");
        }
    }

    static Wanted of(
            @Nullable UUID organization,
            Set<UUID> hidden,
            @Nullable String text,
            Collection<String> categories,
            Collection<String> brands,
            Collection<UUID> stores,
            @Nullable Boolean inStock,
            @Nullable Long minPrice,
            @Nullable Long maxPrice,
            Map<String, ? extends Collection<String>> attributes) {
        var sorted = new TreeMap<String, SequencedSet<String>>();
        attributes.forEach((name, values) -> sorted.put(name, new TreeSet<>(values)));
        return new Wanted(
                organization,
                hidden,
                text,
                new TreeSet<>(categories),
                new TreeSet<>(brands),
                new TreeSet<>(stores),
                inStock,
                minPrice,
                maxPrice,
                sorted);
    }

    private static TreeSet<String> values(String name, Collection<String> values) {
        notMany(name, values);
        values.forEach(value -> notLong(name, value));
        return new TreeSet<>(values);
    }

    private static void notMany(String name, Collection<?> values) {
        if (values.size() > MAX_VALUES) {
            throw new BadParameter(name, "must not have more than " + MAX_VALUES + " values");
        }
    }

    private static void notLong(String name, @Nullable String value) {
        if (value != null && value.length() > MAX_TEXT) {
            throw new BadParameter(name, "must not be longer than " + MAX_TEXT + " characters");
        }
    }

    private static void notNegative(String name, @Nullable Long value) {
        if (value != null && value < 0) {
            throw new BadParameter(name, "must not be negative");
        }
    }
}
