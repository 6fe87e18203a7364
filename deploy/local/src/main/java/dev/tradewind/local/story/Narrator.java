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

    /// What the saga heard and what it said then.
    void saga(JsonNode saga) {
        var begun = Instant.parse(saga.path("begunAt").asString(Instant.EPOCH.toString()));
        for (var step : saga.path("steps")) {
            var at = Instant.parse(step.path("at").asString(Instant.EPOCH.toString()));
            var said = words(step.path("said").asString(""));
            line(
                    since(begun, at),
                    "%-36s %s"
                            .formatted(words(step.path("heard").asString("")), said.isEmpty() ? "done" : "-> " + said));
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

    /// `dev.tradewind.inventory.stock-reserved.v1` becomes `inventory: stock reserved`.
    private static String words(String type) {
        return type.replaceFirst("^dev\\.tradewind\\.", "")
                .replaceFirst("\\.v\\d+$", "")
                .replace(".", ": ")
                .replace('-', ' ');
    }
}
