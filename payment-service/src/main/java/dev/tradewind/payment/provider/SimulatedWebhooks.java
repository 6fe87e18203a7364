package dev.tradewind.payment.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.payment.domain.ForgedWebhook;
import dev.tradewind.payment.domain.MalformedWebhook;
import dev.tradewind.payment.domain.Notice;
import dev.tradewind.payment.domain.Notice.Meaning;
import dev.tradewind.payment.domain.WebhookReader;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Calls of the simulated provider: `{id, type, paymentId}` under `Simulated-Signature:
/// t=<seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`. Without a secret nobody can sign.
@Component
class SimulatedWebhooks implements WebhookReader {

    static final String SIGNATURE = "Simulated-Signature";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern HEADER = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
    private static final Pattern NAME = Pattern.compile("[!-~]{1,255}");

    private record Event(
            @Nullable String id,
            @Nullable String type,
            @Nullable UUID paymentId) {}

    private final JsonMapper json;
    private final Clock clock;
    private final String secret;

    SimulatedWebhooks(JsonMapper json, Clock clock, SimulatedProperties properties) {
        this.json = json;
        this.clock = clock;
        this.secret = properties.webhookSecret();
    }

    @Override
    public String provider() {
        return SimulatedProvider.NAME;
    }

    @Override
    public Notice read(String body, Function<String, @Nullable String> header) {
        verify(body, header.apply(SIGNATURE));
        try {
            var event = json.readValue(body, Event.class);
            if (event == null) {
                throw new MalformedWebhook();
            }
            var type = name(event.type());
            return new Notice(name(event.id()), type, meaning(type), event.paymentId(), null);
        } catch (JacksonException _) {
            throw new MalformedWebhook();
        }
    }

    private void verify(String body, @Nullable String signature) {
        var parts = HEADER.matcher(signature == null ? "" : signature);
        if (secret.isEmpty() || !parts.matches()) {
            throw new ForgedWebhook();
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(parts.group(1))), clock.instant());
        var expected = hmac(parts.group(1) + "." + body);
        var isSigned = MessageDigest.isEqual(expected, HexFormat.of().parseHex(parts.group(2)));
        if (!isSigned || age.abs().compareTo(TOLERANCE) > 0) {
            throw new ForgedWebhook();
        }
    }

    private byte[] hmac(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(signed.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Meaning meaning(String type) {
        return switch (type) {
            case "charge.succeeded" -> Meaning.TAKEN;
            case "charge.failed", "charge.cancelled", "refund.succeeded", "refund.failed" -> Meaning.CHANGED;
            default -> Meaning.ELSE;
        };
    }

    private static String name(@Nullable String text) {
        if (text == null || !NAME.matcher(text).matches()) {
            throw new MalformedWebhook();
        }
        return text;
    }
}
