package dev.tradewind.auth.passwords;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.tradewind.auth.domain.TooManySignIns;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes and checks passwords with Argon2id, the name of the algorithm in front so that it can change.
@Component
public class Passwords {

    private static final int MEMORY_KIB = 15_360;
    private static final int ROUNDS = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PasswordEncoder encoder;
    private final String nobodys;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    Passwords() {
        var argon2 = new Argon2Password4jPasswordEncoder(
                Argon2Function.getInstance(MEMORY_KIB, ROUNDS, LANES, HASH_BYTES, Argon2.ID));
        this.encoder = new DelegatingPasswordEncoder("argon2", Map.of("argon2", argon2));
        this.nobodys = hash("nobody's password");
    }

    public final String hash(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    /// Takes as long when there is no hash to compare with, so that time does not tell who has an account.
    public boolean matches(String password, Optional<String> hash) {
        if (!entered()) {
            throw new TooManySignIns();
        }
        try {
            return encoder.matches(password, hash.orElse(nobodys)) && hash.isPresent();
        } finally {
            places.release();
        }
    }

    private boolean entered() {
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
