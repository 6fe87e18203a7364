package dev.tradewind.auth.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Seals single fields with AES-256 in GCM: `{key}` and then nonce and content in Base64. The first of the configured
/// keys seals, all of them open, so a key is replaced by putting a new one in front and is dropped once nothing is
/// sealed with it any more.
///
/// Whose field it is goes into the seal: what was sealed for one row cannot be read from another.
@Component
public class SealedFields {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST_SECRET = 16;

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final String newest;
    private final SecureRandom random = new SecureRandom();

    /// @param configured `id:secret`, newest first, divided by commas
    public SealedFields(@Value("${tradewind.auth.field-keys:}") String configured) {
        for (var each : configured.split(",", -1)) {
            var parts = each.strip().split(":", 2);
            if (parts.length != 2 || !parts[0].matches("[a-z0-9]{1,16}") || parts[1].length() < SHORTEST_SECRET) {
                throw new IllegalStateException("tradewind.auth.field-keys (TRADEWIND_AUTH_FIELD_KEYS): key "
                        + (keys.size() + 1) + " (expected: id:secret, the secret of >= " + SHORTEST_SECRET
                        + " characters)");
            }
            keys.put(parts[0], Stretched.key(parts[1], ("tradewind field key " + parts[0]).getBytes(UTF_8)));
        }
        this.newest = keys.keySet().iterator().next();
    }

    /// @param field such as `name`
    /// @param owner the row it belongs to
    public String seal(String field, UUID owner, String plain) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = apply(Cipher.ENCRYPT_MODE, newest, nonce, field + owner, plain.getBytes(UTF_8));
        var all = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
        return newestPrefix() + Base64.getEncoder().withoutPadding().encodeToString(all.array());
    }

    /// What is not sealed yet comes back as it is.
    public String open(String field, UUID owner, String sealed) {
        var end = sealed.indexOf('}');
        if (!sealed.startsWith("{") || end < 0) {
            return sealed;
        }
        var all = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(end + 1)));
        var nonce = new byte[NONCE_BYTES];
        all.get(nonce);
        var content = new byte[all.remaining()];
        all.get(content);
        return new String(apply(Cipher.DECRYPT_MODE, sealed.substring(1, end), nonce, field + owner, content), UTF_8);
    }

    /// What begins with this needs no new seal.
    public String newestPrefix() {
        return "{" + newest + "}";
    }

    private byte[] apply(int mode, String keyId, byte[] nonce, String owner, byte[] content) {
        var key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException("Sealed with key " + keyId + " (expected: one of " + keys.keySet() + ")");
        }
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("A field cannot be opened: is it still the same secret?", broken);
        }
    }
}
