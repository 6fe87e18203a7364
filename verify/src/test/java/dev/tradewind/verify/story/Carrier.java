package dev.tradewind.verify.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.verify.suite.Answer;
import dev.tradewind.verify.suite.Api;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The demo's carrier, who signs what it tells as Standard Webhooks wants.
record Carrier(Shop shop) {

    static final String NAME = "demo-post";

    private static final byte[] SECRET = Base64.getDecoder().decode("dHJhZGV3aW5kLWRlbW8tcG9zdC1zZWNyZXQ=");

    /// The same message however often it is told.
    Answer delivers(String trackingNumber) {
        return tells(trackingNumber, SECRET);
    }

    /// Somebody else tells it.
    Answer forges(String trackingNumber) {
        return tells(trackingNumber, "another secret".getBytes(UTF_8));
    }

    private Answer tells(String trackingNumber, byte[] secret) {
        var body = Api.write(Map.of("type", "shipment.delivered", "data", Map.of("trackingNumber", trackingNumber)));
        var id = "msg-" + trackingNumber;
        var time = Long.toString(Instant.now().getEpochSecond());
        var headers = Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                time,
                "webhook-signature",
                "v1," + hmac(secret, id + "." + time + "." + body));
        return shop.api().post("/api/webhooks/carriers/" + NAME, null, body, headers);
    }

    private static String hmac(byte[] secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
