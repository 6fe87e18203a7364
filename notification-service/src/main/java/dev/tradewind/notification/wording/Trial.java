package dev.tradewind.notification.wording;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderPlaced.Line;
import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Matter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Tries a layout of an organisation on made-up orders before anybody gets a mail by it. What [OnlyFilling] would leave
/// in the page unread, and what mail programs must not be sent, is refused by name.
@Component
class Trial {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final Pattern COMMAND = Pattern.compile("(?i)\\b(?:data-)?th[:-]([\\w-]+)");
    private static final Set<String> COMMANDS = Set.of("text", "if", "unless", "each", "href", "block");
    private static final Pattern NOT_IN_MAILS =
            Pattern.compile("(?i)<\\s*/?\\s*(script|iframe|object|embed|form|base|meta\\s+http-equiv|link)\\b"
                    + "|\\son\\w+\\s*=|=\\s*[\"']?\\s*(javascript|vbscript|data)\\s*:");
    private static final Pattern LONG =
            Pattern.compile("(?i)\\bth[:-][\\w-]+\\s*=\\s*(\"[^\"]{201}|'[^']{201})|\\[\\[[^\\]]{201}|\\[\\([^)]{201}");

    /// What is nested takes the parser time that grows with the square.
    private static final int MOST_TAGS = 2_000;

    private final Wording wording;

    Trial(Wording wording) {
        this.wording = wording;
    }

    /// The mail as it would come.
    ///
    /// @throws TemplateRefused when it does not work, or must not
    Letter of(Kind kind, String language, Layout layout) {
        for (var part : List.of(layout.subject(), layout.html(), layout.text())) {
            onlyKnownCommands(part);
        }
        if (layout.html().chars().filter(it -> it == '<').count() > MOST_TAGS
                || layout.text().chars().filter(it -> it == '[').count() > MOST_TAGS) {
            throw new TemplateRefused("A template has at most " + MOST_TAGS + " tags.");
        }
        if (NOT_IN_MAILS.matcher(layout.html()).find()) {
            throw new TemplateRefused("Scripts, forms, frames and the like have no place in a mail.");
        }
        if (layout.html().contains("[(")) {
            throw new TemplateRefused("A page writes values by [[…]], because [(…)] would not escape them.");
        }
        var reader = new Reader("Ana Lima", language, ZoneOffset.UTC, "https://shop.example/api/unsubscribe/sample");
        try {
            // Without most of what may be missing, and then with all of it.
            wording.trial(layout, kind, scarce(kind), new Reader("", language, ZoneOffset.UTC, null));
            return wording.trial(layout, kind, plenty(kind), reader);
        } catch (CannotRender wrong) {
            throw new TemplateRefused("The template does not work: " + wrong.getMessage());
        }
    }

    private static void onlyKnownCommands(String template) {
        var commands = COMMAND.matcher(template);
        while (commands.find()) {
            if (!COMMANDS.contains(commands.group(1))) {
                throw new TemplateRefused("th:" + commands.group(1) + " is none of "
                        + COMMANDS.stream().sorted().map(it -> "th:" + it).toList());
            }
        }
        if (LONG.matcher(template).find()) {
            throw new TemplateRefused("An expression has at most 200 characters.");
        }
        if (template.contains("__")) {
            throw new TemplateRefused("Nothing is computed before it is read: __ has no meaning here.");
        }
        if (template.contains("~{") || template.contains("#{") || template.contains("@{") || template.contains("*{")) {
            throw new TemplateRefused("A value is written as ${name}.");
        }
    }

    private static Matter scarce(Kind kind) {
        return kind == Kind.PROMOTION
                ? Matter.written("Hats & More", "A title", "A text")
                : Matter.ofOrder(null, null, new Money(1_000, "USD"), List.of())
                        .amount(new Money(1_000, "USD"))
                        .because("payment-declined");
    }

    private static Matter plenty(Kind kind) {
        if (kind == Kind.PROMOTION) {
            return scarce(kind);
        }
        var lines = switch (kind) {
            case ORDER_PLACED, ORDER_CONFIRMED, ORDER_MODIFIED, REVIEW_REQUEST ->
                List.of(
                        new Line(NOBODY, "Sun hat <straw>", new Money(1_990, "USD"), 2),
                        new Line(NOBODY, "Umbrella", new Money(9_000, "USD"), 1));
            case ORDER_REJECTED,
                    ORDER_PREPARING,
                    ORDER_UPDATED,
                    ORDER_READY,
                    ORDER_PACKED,
                    ORDER_ON_ITS_WAY,
                    ORDER_SHIPPED,
                    ORDER_DELIVERED,
                    ORDER_COMPLETED,
                    ORDER_CANCELLED,
                    PAYMENT_RECEIVED,
                    PAYMENT_REFUNDED,
                    PROMOTION -> List.<Line>of();
        };
        return Matter.ofOrder("Hats & More", "SF-7", new Money(12_980, "USD"), lines)
                .amount(new Money(12_980, "USD"))
                .because("payment-declined")
                .told(Instant.parse("2026-11-21T18:30:00Z"), "Please bring\nyour own bag.")
                .by("demo-post", "DP1");
    }
}
