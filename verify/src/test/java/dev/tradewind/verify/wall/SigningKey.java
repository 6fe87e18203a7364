package dev.tradewind.verify.wall;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.verify.suite.Suite;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The key auth-service signs with, taken from its database with the secret of this machine. Only with it can a token
/// be made that is wrong in its claims alone, such as an expired one.
record SigningKey(String id, PrivateKey key) {

    private static final int SALT = 16;
    private static final int FRONT = 28;
    private static final int TAG_BITS = 128;
    private static final int ITERATIONS = 210_000;
    private static final int KEY_BITS = 256;

    /// @param id the `kid` of a good token: keys take turns
    static SigningKey read(Suite suite, String id) {
        try (var database = suite.database("auth")) {
            var sealed = database.rows("select sealed from signing_keys where key_id = ?", id)
                    .getFirst()
                    .columns()
                    .get("sealed");
            var jwk = new JsonMapper().readTree(open((byte[]) Objects.requireNonNull(sealed)));
            var numbers = new RSAPrivateKeySpec(number(jwk, "n"), number(jwk, "d"));
            return new SigningKey(id, KeyFactory.getInstance("RSA").generatePrivate(numbers));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("The signing key cannot be opened: TRADEWIND_AUTH_KEY_SECRET?", broken);
        }
    }

    private static byte[] open(byte[] all) throws GeneralSecurityException {
        var secret = Objects.requireNonNullElse(
                System.getenv("TRADEWIND_AUTH_KEY_SECRET"), "a secret for this machine alone");
        var stretched = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(secret.toCharArray(), Arrays.copyOf(all, SALT), ITERATIONS, KEY_BITS));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(stretched.getEncoded(), "AES"),
                new GCMParameterSpec(TAG_BITS, all, SALT, FRONT - SALT));
        return cipher.doFinal(all, FRONT, all.length - FRONT);
    }

    private static BigInteger number(JsonNode jwk, String name) {
        return new BigInteger(
                1, Base64.getUrlDecoder().decode(jwk.path(name).asString().getBytes(UTF_8)));
    }
}
