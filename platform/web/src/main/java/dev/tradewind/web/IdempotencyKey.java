package dev.tradewind.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.web.IdempotencyRefusal.BadKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One client's key for one operation, shortened to what an index likes.
record IdempotencyKey(UUID id) {

    static final int MAX_LENGTH = 255;

    static IdempotencyKey of(UUID account, String route, @Nullable String key) {
        if (key == null || key.isBlank()) {
            throw BadKey.missing();
        }
        if (key.length() > MAX_LENGTH || !key.chars().allMatch(it -> it >= 0x20 && it <= 0x7e)) {
            throw BadKey.malformed();
        }
        var digest = ByteBuffer.wrap(fingerprint((account + "\n" + route + "\n" + key).getBytes(UTF_8)));
        return new IdempotencyKey(new UUID(digest.getLong(), digest.getLong()));
    }

    /// Held by whoever works under the key.
    long lock() {
        return id.getMostSignificantBits();
    }

    static byte[] fingerprint(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
