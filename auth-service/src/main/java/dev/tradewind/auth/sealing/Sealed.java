package dev.tradewind.auth.sealing;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256 in GCM under a key stretched from a secret that a person may have thought up. What is sealed begins with
/// its own salt and nonce.
public final class Sealed {

    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String secret;
    private final SecureRandom random = new SecureRandom();

    public Sealed(String secret) {
        this.secret = secret;
    }

    public byte[] seal(byte[] plain) {
        var front = new byte[SALT_BYTES + NONCE_BYTES];
        random.nextBytes(front);
        var sealed = apply(Cipher.ENCRYPT_MODE, front, plain);
        var all = Arrays.copyOf(front, front.length + sealed.length);
        System.arraycopy(sealed, 0, all, front.length, sealed.length);
        return all;
    }

    public byte[] open(byte[] all) {
        var front = SALT_BYTES + NONCE_BYTES;
        return apply(Cipher.DECRYPT_MODE, Arrays.copyOf(all, front), Arrays.copyOfRange(all, front, all.length));
    }

    private byte[] apply(int mode, byte[] front, byte[] content) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(front), new GCMParameterSpec(TAG_BITS, front, SALT_BYTES, NONCE_BYTES));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("What was sealed cannot be opened: is it still the same secret?", broken);
        }
    }

    private SecretKey key(byte[] front) {
        return Stretched.key(secret, Arrays.copyOf(front, SALT_BYTES));
    }
}
