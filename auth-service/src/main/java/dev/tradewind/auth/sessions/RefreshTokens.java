package dev.tradewind.auth.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Makes the refresh tokens of a session from its family, the generation and a secret the database does not know: the
/// same one again for a retry, although only its digest is kept.
@Component
class RefreshTokens {

    private static final String MAC = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int BYTES = 2 * Long.BYTES + Integer.BYTES + MAC_BYTES;

    private final SecretKeySpec key;

    RefreshTokens(@Value("${tradewind.auth.key-secret:}") String secret) {
        var derived = mac(new SecretKeySpec(("refresh tokens " + secret).getBytes(UTF_8), MAC), new byte[0]);
        this.key = new SecretKeySpec(derived, MAC);
    }

    /// A token as it came, good or not.
    @SuppressWarnings("ArrayRecordComponent") // compared in constant time only
    record Presented(UUID sessionId, int generation, byte[] mac) {}

    static Optional<Presented> read(String token) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.remaining() != BYTES) {
                return Optional.empty();
            }
            var session = new UUID(bytes.getLong(), bytes.getLong());
            var generation = bytes.getInt();
            return Optional.of(
                    new Presented(session, generation, Arrays.copyOfRange(bytes.array(), BYTES - MAC_BYTES, BYTES)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String of(UUID sessionId, byte[] family, int generation) {
        var all = ByteBuffer.allocate(BYTES)
                .putLong(sessionId.getMostSignificantBits())
                .putLong(sessionId.getLeastSignificantBits())
                .putInt(generation)
                .put(mac(sessionId, family, generation));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    boolean isGenuine(Presented token, byte[] family) {
        return MessageDigest.isEqual(token.mac(), mac(token.sessionId(), family, token.generation()));
    }

    private byte[] mac(UUID sessionId, byte[] family, int generation) {
        var content = ByteBuffer.allocate(2 * Long.BYTES + family.length + Integer.BYTES)
                .putLong(sessionId.getMostSignificantBits())
                .putLong(sessionId.getLeastSignificantBits())
                .put(family)
                .putInt(generation);
        return mac(key, content.array());
    }

    private static byte[] mac(SecretKeySpec key, byte[] content) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
