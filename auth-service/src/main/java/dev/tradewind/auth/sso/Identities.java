package dev.tradewind.auth.sso;

import dev.tradewind.auth.accounts.PersonalData;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whose account an identity opens.
@Repository
class Identities implements PersonalData {

    private final JdbcClient jdbc;
    private final Clock clock;

    Identities(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Two answers for one identity wait for each other until the transaction ends, also while it is nobody's.
    Optional<UUID> lockedAccountOf(Identity identity) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:issuer || ' ' || :subject, 0))")
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .query((_, _) -> true)
                .single();
        return jdbc.sql("select account_id from account_identities where issuer = :issuer and subject = :subject")
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .query(UUID.class)
                .optional();
    }

    void link(Identity identity, String provider, UUID accountId) {
        jdbc.sql("""
            insert into account_identities (issuer, subject, account_id, provider, linked_at)
            values (:issuer, :subject, :account, :provider, :now)
            """)
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .param("account", accountId)
                .param("provider", provider)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void erase(UUID accountId) {
        jdbc.sql("delete from account_identities where account_id = :account")
                .param("account", accountId)
                .update();
    }
}
