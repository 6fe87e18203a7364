package dev.tradewind.auth.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.tradewind.auth.sealing.Sealed;
import dev.tradewind.messaging.Ids;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The keys that tokens are signed with. They are in the database, so that all instances sign alike and a restart makes
/// no token worthless; private halves are encrypted with a secret the database does not know.
///
/// A new key is published some time before it signs, and an old one until the last token it signed has expired: while
/// they take turns there are two. Each generation is made once, by whichever instance comes first.
@Component
class SigningKeys {

    /// How long a key is needed after it signed for the last time.
    static final Duration OUTLIVES = Tokens.LIFETIME.plusMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final int BITS = 2048;
    private static final int SHORTEST_SECRET = 16;

    private final JdbcClient jdbc;
    private final Sealed sealed;
    private final SigningProperties settings;
    private final Clock clock;
    private final Map<String, RSAKey> opened = new ConcurrentHashMap<>();
    private volatile List<Turn> turns;

    SigningKeys(
            JdbcClient jdbc,
            @Value("${tradewind.auth.key-secret:}") String secret,
            SigningProperties settings,
            Clock clock) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalStateException("tradewind.auth.key-secret (TRADEWIND_AUTH_KEY_SECRET): " + secret.length()
                    + " characters (expected: >= " + SHORTEST_SECRET + ")");
        }
        this.jdbc = jdbc;
        this.sealed = new Sealed(secret);
        this.settings = settings;
        this.clock = clock;
        this.turns = read();
        takeTurns();
    }

    private record Turn(int generation, Instant signsFrom, RSAKey key) {}

    /// The newest whose turn has come; on a clock that is behind even the first one's may be still to come.
    RSAKey current() {
        var now = clock.instant();
        return turns.stream()
                .filter(it -> !it.signsFrom().isAfter(now))
                .findFirst()
                .orElseGet(turns::getLast)
                .key();
    }

    /// With their private halves.
    JWKSet all() {
        return new JWKSet(turns.stream().<JWK>map(Turn::key).toList());
    }

    JWKSet published() {
        return all().toPublicJWKSet();
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    final void takeTurns() {
        var now = clock.instant();
        if (turns.isEmpty()) {
            make(1, now);
        } else {
            var newest = turns.getFirst();
            var successorDue = newest.signsFrom().plus(settings.rotateEvery()).minus(settings.publishAhead());
            if (!now.isBefore(successorDue)) {
                make(newest.generation() + 1, now.plus(settings.publishAhead()));
            }
        }
        forgetBefore(now.minus(OUTLIVES));
        turns = read();
    }

    /// Instances that come together may each make one; the one that is first in the table is everybody's.
    private void make(int generation, Instant signsFrom) {
        var key = generated();
        var made = jdbc.sql("""
            insert into signing_keys (key_id, generation, sealed, signs_from)
            values (:id, :generation, :sealed, :signsFrom)
            on conflict (generation) do nothing
            """)
                        .param("id", key.getKeyID())
                        .param("generation", generation)
                        .param("sealed", sealed.seal(key.toJSONString().getBytes(UTF_8)))
                        .param("signsFrom", signsFrom.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (made) {
            log.atInfo()
                    .addKeyValue("keyId", key.getKeyID())
                    .addKeyValue("signsFrom", signsFrom)
                    .log("Made a signing key");
        }
    }

    /// A key's turn ends when its successor's begins.
    private void forgetBefore(Instant lastTurn) {
        jdbc.sql("""
            delete from signing_keys
            where generation < (select max(generation) from signing_keys where signs_from <= :lastTurn)
            """).param("lastTurn", lastTurn.atOffset(ZoneOffset.UTC)).update();
    }

    private List<Turn> read() {
        return jdbc.sql("select key_id, generation, sealed, signs_from from signing_keys order by generation desc")
                .query((row, _) -> {
                    var content = row.getBytes("sealed");
                    return new Turn(
                            row.getInt("generation"),
                            row.getTimestamp("signs_from").toInstant(),
                            opened.computeIfAbsent(row.getString("key_id"), _ -> opened(content)));
                })
                .list();
    }

    private static RSAKey generated() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(Ids.next().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private RSAKey opened(byte[] content) {
        try {
            return RSAKey.parse(new String(sealed.open(content), UTF_8));
        } catch (ParseException broken) {
            throw new IllegalStateException("A signing key in the database is not a key", broken);
        }
    }
}
