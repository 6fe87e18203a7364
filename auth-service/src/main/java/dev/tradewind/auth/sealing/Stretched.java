package dev.tradewind.auth.sealing;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// AES keys from secrets that a person may have thought up.
final class Stretched {

    private static final int ITERATIONS = 210_000;
    private static final int KEY_BITS = 256;

    private Stretched() {}

    static SecretKey key(String secret, byte[] salt) {
        try {
            var stretched = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, KEY_BITS));
            return new SecretKeySpec(stretched.getEncoded(), "AES");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
