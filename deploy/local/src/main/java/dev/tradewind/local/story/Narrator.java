package dev.tradewind.local.story;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Tells what happens to an order, with the time since it was placed.
final class Narrator {

    private static final int CENTS = 100;

    private final PrintStream out;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void title(String title) {
        out.println();
        out.println("== " + title);
    }

    void line(String when, String what) {
        out.printf("   %10s  %s%n", when, what);
        out.flush();
    }

    void line(String what) {
        line("", what);
    }

    void history(JsonNode history) {
        var entries = history.isArray() ? history : history.path("items");
        Instant first = null;
        for (var entry : entries) {
            var at = Instant.parse(entry.path("occurredAt").asString(Instant.EPOCH.toString()));
            first = first == null ? at : first;
            var detail = entry.path("data").isEmpty()
                    ? ""
                    : "  " + shortened(entry.path("data").toString());
            line(since(first, at), words(entry.path("type").asString("")) + detail);
        }
    }

    static String money(JsonNode money) {
        var amount = money.path("amount").asLong();
        var currency = money.path("currency").asString("");
        return currency.equals("KRW")
                ? amount + " " + currency
                : String.format(Locale.ROOT, "%d.%02d %s", amount / CENTS, amount % CENTS, currency);
    }

    private static String since(Instant first, Instant at) {
        return "+%d ms".formatted(Duration.between(first, at).toMillis());
    }

    /// `StockReserved` and `dev.tradewind.order.confirmed.v1` both become a few plain words.
    private static String words(String type) {
        return type.replaceFirst("^dev\\.tradewind\\.", "")
                .replaceFirst("\\.v\\d+$", "")
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .replace('_', ' ')
                .toLowerCase(Locale.ROOT);
    }

    private static String shortened(String data) {
        return data.length() > 90 ? data.substring(0, 90) + "…" : data;
    }
}
