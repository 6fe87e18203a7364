package dev.tradewind.auth.registration;

import dev.tradewind.auth.registration.Registration.Place;
import dev.tradewind.auth.sealing.Secrets;
import dev.tradewind.messaging.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tokens with which somebody who has no account yet joins an organisation. Of a token only the digest is kept; a new
/// one for the same person replaces the old one.
@Component
public class Invitations {

    private static final Duration LIFETIME = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    Invitations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public record Invitation(String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "Invitation";
        }
    }

    /// @param email in lower case
    public Invitation invite(UUID organizationId, String email, Set<String> roles) {
        var token = Secrets.make();
        var expiry = clock.instant().plus(LIFETIME);
        jdbc.sql("""
            insert into invitations (id, organization_id, email, roles, token_digest, expires_at)
            values (:id, :organization, :email, :roles, :digest, :expiry)
            on conflict (organization_id, email) do update
            set roles = excluded.roles, token_digest = excluded.token_digest, expires_at = excluded.expires_at
            """)
                .param("id", Ids.next())
                .param("organization", organizationId)
                .param("email", email)
                .param("roles", roles.toArray(String[]::new))
                .param("digest", Secrets.digest(token))
                .param("expiry", expiry.atOffset(ZoneOffset.UTC))
                .update();
        return new Invitation(token, expiry);
    }

    Optional<Place> redeem(String token, String email) {
        return jdbc.sql("""
            delete from invitations where token_digest = :digest and email = :email and expires_at > :now
            returning organization_id, roles
            """)
                .param("digest", Secrets.digest(token))
                .param("email", email)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Place(row.getObject("organization_id", UUID.class), Set.of((String[])
                        row.getArray("roles").getArray())))
                .optional();
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetExpired() {
        jdbc.sql("delete from invitations where expires_at < :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
