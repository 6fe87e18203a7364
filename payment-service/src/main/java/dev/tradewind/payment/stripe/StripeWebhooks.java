package dev.tradewind.payment.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.tradewind.payment.domain.ForgedWebhook;
import dev.tradewind.payment.domain.MalformedWebhook;
import dev.tradewind.payment.domain.Notice;
import dev.tradewind.payment.domain.Notice.Meaning;
import dev.tradewind.payment.domain.WebhookReader;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls of Stripe, verified by its own client on the raw body. Of the event only ids are read: what is true is
/// asked for, so the API version it was written in does not matter.
class StripeWebhooks implements WebhookReader {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern NAME = Pattern.compile("[!-~]{1,255}");

    private final JsonMapper json;
    private final Clock clock;
    private final String secret;

    StripeWebhooks(JsonMapper json, Clock clock, String secret) {
        this.json = json;
        this.clock = clock;
        this.secret = secret;
    }

    @Override
    public String provider() {
        return StripeProvider.NAME;
    }

    @Override
    public Notice read(String body, Function<String, @Nullable String> header) {
        verify(body, header.apply("Stripe-Signature"));
        try {
            var event = json.readTree(body);
            var id = event.path("id").asString("");
            var type = event.path("type").asString("");
            if (!NAME.matcher(id).matches() || !NAME.matcher(type).matches()) {
                throw new MalformedWebhook();
            }
            var object = event.path("data").path("object");
            return new Notice(id, type, meaning(type), ourId(object), intent(object));
        } catch (JacksonException _) {
            throw new MalformedWebhook();
        }
    }

    private void verify(String body, @Nullable String signature) {
        try {
            if (secret.isEmpty() || signature == null) {
                throw new ForgedWebhook();
            }
            Webhook.Signature.verifyHeader(body, signature, secret, TOLERANCE.toSeconds(), clock);
        } catch (SignatureVerificationException _) {
            throw new ForgedWebhook();
        }
    }

    private static Meaning meaning(String type) {
        return switch (type) {
            case "payment_intent.succeeded" -> Meaning.TAKEN;
            case "payment_intent.payment_failed",
                    "payment_intent.canceled",
                    "payment_intent.processing",
                    "charge.refunded",
                    "refund.created",
                    "refund.updated",
                    "refund.failed" -> Meaning.CHANGED;
            default -> Meaning.ELSE;
        };
    }

    /// An intent has it; a refund's own metadata names the refund.
    private static @Nullable UUID ourId(JsonNode object) {
        try {
            return UUID.fromString(object.path("metadata").path(Intents.OUR_ID).asString(""));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable String intent(JsonNode object) {
        var id = object.path("object").asString("").equals("payment_intent")
                ? object.path("id").asString("")
                : object.path("payment_intent").asString("");
        return NAME.matcher(id).matches() ? id : null;
    }
}
