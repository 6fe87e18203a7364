package dev.tradewind.search.searching;

import co.elastic.clients.elasticsearch._types.query_dsl.FieldValueFactorModifier;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the text of a search is matched. It is only ever matched against the fields named here; no query language
/// reaches Elasticsearch from outside.
///
/// Every word has to be somewhere in a product, in one of the two languages or as the beginning of a word of the
/// title; where it is decides the rank. Popularity decides among those that fit about equally well.
enum Words {
    /// As they are written.
    EXACT {
        @Override
        Query wanted(String text) {
            return any(
                    all("everything", text),
                    all("everything.english", text),
                    all("everything.portuguese", text),
                    all("title.start", text),
                    Query.of(it -> it.term(term -> term.field("sku").value(text))));
        }

        @Override
        Query ranked(String text) {
            return Query.of(it -> it.multiMatch(match -> match.query(text)
                    .fields(RANKED)
                    .type(TextQueryType.BestFields)
                    .tieBreaker(OTHER_FIELDS)));
        }
    },

    /// With typing errors, and of many words not all. Only asked for when nothing fits as it is written: who can
    /// spell is not shown what merely looks alike.
    MISSPELT {
        @Override
        Query wanted(String text) {
            return Query.of(it -> it.match(match -> match.field("everything")
                    .query(text)
                    .fuzziness(FUZZINESS)
                    .prefixLength(1)
                    .maxExpansions(EXPANSIONS)
                    .minimumShouldMatch("3<75%")));
        }

        @Override
        Query ranked(String text) {
            return Query.of(it -> it.multiMatch(match -> match.query(text)
                    .fields("title^2", "brand.text", "category.text")
                    .fuzziness(FUZZINESS)
                    .prefixLength(1)
                    .maxExpansions(EXPANSIONS)
                    .tieBreaker(OTHER_FIELDS)));
        }
    };

    private static final String FUZZINESS = "AUTO";
    private static final int EXPANSIONS = 30;
    private static final double OTHER_FIELDS = 0.3;
    private static final float WEIGHT_OF_SKU = 20;
    private static final double WEIGHT_OF_POPULARITY = 0.2;
    private static final List<String> RANKED = List.of(
            "title^2",
            "title.english^2",
            "title.portuguese^2",
            "title.start",
            "brand.text",
            "category.text",
            "category.english",
            "category.portuguese",
            "description",
            "description.english",
            "description.portuguese");

    /// What has to fit.
    abstract Query wanted(String text);

    /// What makes some of it fit better.
    abstract Query ranked(String text);

    /// What fits, in no order: for those who only count.
    Query anyhow(@Nullable String text, List<Query> filters) {
        return Query.of(it -> it.bool(all -> {
            all.filter(filters);
            if (text != null) {
                all.filter(wanted(text));
            }
            return all;
        }));
    }

    /// @param filters what else has to hold
    Query query(@Nullable String text, List<Query> filters) {
        var fitting = Query.of(it -> it.bool(all -> {
            all.filter(filters);
            if (text != null) {
                all.filter(wanted(text))
                        .should(ranked(text))
                        .should(inARow(text))
                        .should(named(text));
            }
            return all;
        }));
        return Query.of(it -> it.functionScore(score -> score.query(fitting)
                .functions(one -> one.fieldValueFactor(value -> value.field("popularity")
                                .modifier(FieldValueFactorModifier.Log1p)
                                .missing(0.0))
                        .weight(WEIGHT_OF_POPULARITY))
                .boostMode(FunctionBoostMode.Sum)));
    }

    private static Query named(String text) {
        return Query.of(it -> it.term(term -> term.field("sku").value(text).boost(WEIGHT_OF_SKU)));
    }

    private static Query inARow(String text) {
        return Query.of(
                it -> it.matchPhrase(match -> match.field("title").query(text).slop(1)));
    }

    private static Query all(String field, String text) {
        return Query.of(it -> it.match(match -> match.field(field).query(text).operator(Operator.And)));
    }

    private static Query any(Query... queries) {
        return Query.of(it -> it.bool(any -> any.should(List.of(queries)).minimumShouldMatch("1")));
    }
}
