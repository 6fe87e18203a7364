package dev.tradewind.inventory.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a message says of itself when it is signed as Standard Webhooks wants: HMAC-SHA256 over id, time and body
/// with a shared secret.
///
/// @param id `webhook-id`, the same for every try to deliver the message
/// @param timestamp `webhook-timestamp`, seconds
/// @param signatures `webhook-signature`: one or several of `v1,<base64>`, because secrets are replaced in use
public record SignedMessage(String id, String timestamp, String signatures) {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    /// Nobody replaces so many secrets at once.
    private static final int MOST = 10;

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    /// Whether somebody who knows the secret signed this body within the last minutes. Anybody may send us signatures:
    /// however many they are, the body is gone through once.
    public boolean isFrom(String secret, byte[] body, Instant now) {
        var given = signatures.split(" ", MOST + 1);
        if (given.length > MOST || !isRecent(now)) {
            return false;
        }
        var expected = sign(secret, id, timestamp, body).getBytes(UTF_8);
        return Arrays.stream(given).anyMatch(it -> MessageDigest.isEqual(it.getBytes(UTF_8), expected));
    }

    private boolean isRecent(Instant now) {
        try {
            var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException _) {
            return false;
        }
    }

    public static String sign(String secret, String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(secret), ALGORITHM));
            var signed = new ByteArrayOutputStream();
            signed.writeBytes((id + "." + timestamp + ".").getBytes(UTF_8));
            signed.writeBytes(body);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.toByteArray()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @throws IllegalArgumentException when it is not a secret of Standard Webhooks
    public static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
    }
}
