package dev.tradewind.search.searching;

import static java.util.Map.entry;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.AggregationRange;
import dev.tradewind.search.indexing.Document;
import dev.tradewind.search.searching.Found.Facet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What can be chosen from, and how many products each choice would show.
///
/// A facet that something was chosen from goes on showing its other values: it is counted over what all the other
/// filters leave. The same is done for each attribute, price ranges and stock.
final class Facets {

    private static final Map<String, String> FIELDS = Map.ofEntries(
            entry("category", "category"),
            entry("brand", "brand"),
            entry("store", "storeId"),
            entry("inStock", "inStock"));

    private static final String PRICE = "price";
    private static final String ATTRIBUTES = "attributes";
    private static final String ALTERNATIVES = "alternatives";
    private static final int MAX_VALUES = 50;
    private static final int MAX_ATTRIBUTE_VALUES = 300;

    /// Where price ranges begin, in minor units.
    private static final List<Long> PRICES =
            List.of(0L, 1_000L, 2_500L, 5_000L, 10_000L, 25_000L, 50_000L, 100_000L, 500_000L);

    private Facets() {}

    /// Those that nothing was chosen from, all at once.
    static Map<String, Aggregation> open(Filters filters) {
        var open = new LinkedHashMap<String, Aggregation>();
        FIELDS.forEach((name, field) -> {
            if (!filters.chosen().contains(name)) {
                open.put(name, values(field));
            }
        });
        if (!filters.chosen().contains(PRICE)) {
            open.put(PRICE, prices());
        }
        open.put(
                ATTRIBUTES,
                Aggregation.of(
                        it -> it.terms(terms -> terms.field("attributeValues").size(MAX_ATTRIBUTE_VALUES))));
        return open;
    }

    /// The one that something was chosen from, to be asked over what the other filters leave. Its own name is not
    /// said, because it may be anything.
    static Map<String, Aggregation> alternatives(String facet) {
        var field = FIELDS.get(facet);
        if (field != null) {
            return Map.of(ALTERNATIVES, values(field));
        }
        return Map.of(
                ALTERNATIVES, facet.equals(PRICE) ? prices() : attribute(facet.substring(Filters.ATTRIBUTE.length())));
    }

    /// What [#open] was answered.
    static Map<String, List<Facet>> readOpen(Map<String, Aggregate> answer) {
        var facets = new LinkedHashMap<String, List<Facet>>();
        answer.forEach((name, aggregate) -> {
            if (name.equals(ATTRIBUTES)) {
                facets.putAll(byAttribute(counts(aggregate)));
            } else {
                facets.put(name, counts(aggregate));
            }
        });
        return facets;
    }

    /// What [#alternatives] was answered.
    static List<Facet> readAlternatives(String facet, Map<String, Aggregate> answer) {
        var counts = counts(Objects.requireNonNull(answer.get(ALTERNATIVES)));
        return facet.startsWith(Filters.ATTRIBUTE) ? byAttribute(counts).getOrDefault(facet, List.of()) : counts;
    }

    private static Map<String, List<Facet>> byAttribute(List<Facet> pairs) {
        return pairs.stream()
                .collect(Collectors.groupingBy(
                        it -> Filters.ATTRIBUTE + Document.attributeName(it.value()),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                it -> new Facet(Document.valueOfAttribute(it.value()), it.count()),
                                Collectors.toList())));
    }

    private static List<Facet> counts(Aggregate aggregate) {
        if (aggregate.isSterms()) {
            return aggregate.sterms().buckets().array().stream()
                    .map(it -> new Facet(it.key().stringValue(), it.docCount()))
                    .toList();
        }
        if (aggregate.isLterms()) {
            return aggregate.lterms().buckets().array().stream()
                    .map(it -> new Facet(String.valueOf(it.keyAsString()), it.docCount()))
                    .toList();
        }
        if (aggregate.isRange()) {
            return aggregate.range().buckets().array().stream()
                    .filter(it -> it.docCount() > 0)
                    .map(it -> new Facet(Objects.requireNonNull(it.key()), it.docCount()))
                    .toList();
        }
        // Nothing has such a field yet.
        return List.of();
    }

    private static Aggregation values(String field) {
        return Aggregation.of(it -> it.terms(terms -> terms.field(field).size(MAX_VALUES)));
    }

    private static Aggregation attribute(String name) {
        return Aggregation.of(it -> it.terms(terms -> terms.field("attributeValues")
                .size(MAX_VALUES)
                .include(include -> include.regexp(literally(Document.attributeValue(name, "")) + ".*"))));
    }

    /// From 0 to less than 10.00 is `0-999`: what to give as `minPrice` and `maxPrice` to see just these.
    private static Aggregation prices() {
        var ranges = new ArrayList<AggregationRange>();
        IntStream.range(0, PRICES.size() - 1).forEach(i -> {
            var from = PRICES.get(i);
            var to = PRICES.get(i + 1);
            ranges.add(AggregationRange.of(
                    it -> it.key(from + "-" + (to - 1)).from((double) from).to((double) to)));
        });
        var last = PRICES.getLast();
        ranges.add(AggregationRange.of(it -> it.key(last + "-").from((double) last)));
        return Aggregation.of(
                it -> it.range(range -> range.field("price.amount").ranges(ranges)));
    }

    /// A name may hold what means something in a regular expression.
    private static String literally(String text) {
        return text.codePoints()
                .mapToObj(it -> Character.isLetterOrDigit(it) ? Character.toString(it) : "\\" + Character.toString(it))
                .collect(Collectors.joining());
    }
}
