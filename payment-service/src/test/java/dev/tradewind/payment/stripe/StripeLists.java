package dev.tradewind.payment.stripe;

import dev.tradewind.payment.stripe.StripeBooks.Answer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Lists as Stripe gives them: newest first, in pages behind the last id, bounded by when things were made.
record StripeLists(StripeBooks books) {

    Answer intents(Map<String, String> query) {
        return page("/v1/payment_intents", books.intents(), query);
    }

    Answer refunds(Map<String, String> query) {
        var intent = query.get("payment_intent");
        var refunds = books.refunds().stream()
                .filter(it -> intent == null || Objects.equals(it.get("payment_intent"), intent))
                .toList();
        return page("/v1/refunds", refunds, query);
    }

    /// Understands what our adapter asks: one value of the metadata.
    Answer search(Map<String, String> query) {
        var wanted = query.getOrDefault("query", "").replaceAll(".*:'(.*)'", "$1");
        var found = books.intents().stream()
                .filter(it -> StripeBooks.isOf(it, wanted))
                .toList();
        return new Answer(
                200,
                Map.of(
                        "object",
                        "search_result",
                        "url",
                        "/v1/payment_intents/search",
                        "has_more",
                        false,
                        "data",
                        found));
    }

    private static Answer page(String url, List<Map<String, Object>> all, Map<String, String> query) {
        var from = Long.parseLong(query.getOrDefault("created[gte]", "0"));
        var to = Long.parseLong(query.getOrDefault("created[lt]", String.valueOf(Long.MAX_VALUE)));
        var limit = Integer.parseInt(query.getOrDefault("limit", "10"));
        var after = query.get("starting_after");
        var listed = all.reversed().stream()
                .filter(it -> StripeBooks.number(it, "created") >= from && StripeBooks.number(it, "created") < to)
                .dropWhile(it -> after != null && !StripeBooks.id(it).equals(after))
                .skip(after == null ? 0 : 1)
                .toList();
        return new Answer(
                200,
                Map.of(
                        "object",
                        "list",
                        "url",
                        url,
                        "has_more",
                        listed.size() > limit,
                        "data",
                        listed.stream().limit(limit).toList()));
    }
}
