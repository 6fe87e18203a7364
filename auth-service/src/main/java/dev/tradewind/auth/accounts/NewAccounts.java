package dev.tradewind.auth.accounts;

import dev.tradewind.auth.domain.Account;
import dev.tradewind.auth.domain.Conflict;
import dev.tradewind.auth.sealing.SealedFields;
import dev.tradewind.contracts.AccountEvent.AccountRegistered;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Makes accounts, in whatever way somebody came to us.
@Component
public class NewAccounts {

    private final JdbcClient jdbc;
    private final SealedFields fields;
    private final AccountNews news;
    private final Clock clock;

    NewAccounts(JdbcClient jdbc, SealedFields fields, AccountNews news, Clock clock) {
        this.jdbc = jdbc;
        this.fields = fields;
        this.news = news;
        this.clock = clock;
    }

    /// @param passwordHash null for those who only sign in elsewhere
    public record Newcomer(
            UUID id,
            String email,
            String name,
            @Nullable UUID organizationId,
            Set<String> roles,
            @Nullable String passwordHash) {

        @Override
        public String toString() {
            return "Newcomer[" + id + "]";
        }
    }

    /// Refuses when the e-mail address is known.
    @Transactional
    public Account add(Newcomer newcomer) {
        var email = newcomer.email().toLowerCase(Locale.ROOT);
        var now = clock.instant();
        var added = jdbc.sql("""
            insert into accounts (id, email, name, organization_id, roles, password_hash, created_at)
            values (:id, :email, :name, :organization, :roles, :hash, :now)
            on conflict (email) do nothing
            """)
                .param("id", newcomer.id())
                .param("email", email)
                .param("name", fields.seal("name", newcomer.id(), newcomer.name()))
                .param("organization", newcomer.organizationId())
                .param("roles", newcomer.roles().toArray(String[]::new))
                .param("hash", newcomer.passwordHash())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (added == 0) {
            throw Conflict.knownEmail();
        }
        news.tell(
                newcomer.id(),
                sequence -> new AccountRegistered(
                        newcomer.id(),
                        newcomer.organizationId(),
                        sequence,
                        new TreeSet<>(newcomer.roles()).stream().toList(),
                        now));
        return new Account(newcomer.id(), email, newcomer.organizationId(), newcomer.roles());
    }
}
