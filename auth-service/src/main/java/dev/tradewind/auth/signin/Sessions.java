package dev.tradewind.auth.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who is signed in where. Of a refresh token only the digest is kept: what the database knows signs nobody in.
@Repository
class Sessions {

    static final Duration LIFETIME = Duration.ofDays(30);

    private static final int TOKEN_BYTES = 32;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Begun(UUID id, String refreshToken) {

        @Override
        public String toString() {
            return "Begun[" + id + "]";
        }
    }

    Begun begin(UUID accountId, String device) {
        var id = UuidCreator.getTimeOrderedEpoch();
        var secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
            insert into sessions (id, account_id, refresh_digest, device, started_at, expires_at)
            values (:id, :account, :digest, :device, :now, :expiry)
            """)
                .param("id", id)
                .param("account", accountId)
                .param("digest", digest(token))
                .param("device", device)
                .param("now", now)
                .param("expiry", now.plus(LIFETIME))
                .update();
        return new Begun(id, token);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
