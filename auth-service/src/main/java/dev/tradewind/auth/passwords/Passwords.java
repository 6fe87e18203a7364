package dev.tradewind.auth.passwords;

import dev.tradewind.auth.domain.TooManyAttempts;
import dev.tradewind.auth.domain.TooManySignIns;
import dev.tradewind.auth.throttling.Asker;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes and checks passwords with Argon2id, the name of the algorithm in front so that it can change. That costs
/// memory and time on purpose, so only as many are hashed at once as there are processors.
@Component
public class Passwords {

    private static final int FEWEST_PLACES = 2;
    private static final int MOST_WAITING = 2_000;
    private static final int MOST_FOR_ACCOUNT = 20;
    private static final Duration SHORTLY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PasswordEncoder encoder;
    private final String nobodys;
    private final FairPlaces places;

    /// @param atOnce how many passwords are hashed at the same time; 0 for as many as there are processors
    Passwords(@Value("${tradewind.auth.passwords.at-once:0}") int atOnce) {
        this.encoder = new DelegatingPasswordEncoder("argon2", Map.of("argon2", new Argon2()));
        this.nobodys = hash("nobody's password");
        var processors = Math.max(FEWEST_PLACES, Runtime.getRuntime().availableProcessors());
        this.places = new FairPlaces(atOnce > 0 ? atOnce : processors, MOST_WAITING, MOST_FOR_ACCOUNT);
    }

    /// Hashes at once; for a request do it in turn.
    public final String hash(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    /// Takes as long when there is no hash to compare with, so that time does not tell who has an account.
    public boolean matches(String password, Optional<String> hash) {
        return encoder.matches(password, hash.orElse(nobodys)) && hash.isPresent();
    }

    /// Waits for one of the few places, by fair turns, and refuses when that takes too long.
    public <T> T inTurn(Asker asker, Supplier<T> work) {
        switch (entered(asker)) {
            case ACCOUNT_FULL -> throw new TooManyAttempts(SHORTLY);
            case NO_PLACE -> throw new TooManySignIns();
            case PLACE -> {}
        }
        try {
            return work.get();
        } finally {
            places.leave(asker.account());
        }
    }

    private FairPlaces.Entry entered(Asker asker) {
        try {
            return places.enter(asker.account(), asker.address(), PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return FairPlaces.Entry.NO_PLACE;
        }
    }
}
