package dev.tradewind.auth.passwords;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import org.springframework.security.crypto.password.AbstractValidatingPasswordEncoder;

/// Argon2id by the reference implementation's native library: what a guesser pays with his own machine is what a
/// sign-in costs here. In Java the same hash takes six times as long, time that all others then lack.
final class Argon2 extends AbstractValidatingPasswordEncoder {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 19_456;
    private static final int ROUNDS = 2;
    private static final int LANES = 1;

    private final de.mkammerer.argon2.Argon2 library =
            Argon2Factory.create(Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);

    @Override
    protected String encodeNonNullPassword(String password) {
        return library.hash(ROUNDS, MEMORY_KIB, LANES, password.toCharArray());
    }

    @Override
    protected boolean matchesNonNull(String password, String hash) {
        return library.verify(hash, password.toCharArray());
    }
}
