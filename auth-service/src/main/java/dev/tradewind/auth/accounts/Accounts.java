package dev.tradewind.auth.accounts;

import dev.tradewind.auth.domain.Account;
import dev.tradewind.auth.domain.Conflict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The accounts that may be used; a closed one is as good as none.
@Repository
public class Accounts {

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param passwordHash null of those who only sign in elsewhere
    public record Registered(Account account, @Nullable String passwordHash) {

        /// Without the hash, which has no business in a log.
        @Override
        public String toString() {
            return "Registered[" + account.id() + "]";
        }
    }

    /// By the address they sign in with.
    public Optional<Registered> find(String email) {
        return jdbc.sql("""
            select id, email, organization_id, roles, password_hash
            from accounts where email = :email and closed_at is null
            """)
                .param("email", email.toLowerCase(Locale.ROOT))
                .query((row, _) -> new Registered(account(row), row.getString("password_hash")))
                .optional();
    }

    /// Also by a closed account, until it is erased.
    public boolean isKnown(String email) {
        return jdbc.sql("select count(*) from accounts where email = :email")
                        .param("email", email.toLowerCase(Locale.ROOT))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /// Refuses when the account is the only admin of its organisation, which stays locked: who leaves or is demoted is
    /// decided one after the other.
    public void staysWithAnAdmin(UUID id) {
        var others = jdbc.sql("""
            select o.id from organizations o join accounts a on a.organization_id = o.id
            where a.id = :id and 'ADMIN' = any(a.roles) for no key update of o
            """)
                .param("id", id)
                .query((row, _) -> row.getObject("id", UUID.class))
                .optional()
                .map(organization -> otherAdmins(organization, id));
        if (others.isPresent() && others.get() == 0) {
            throw Conflict.lastAdmin();
        }
    }

    private long otherAdmins(UUID organizationId, UUID id) {
        return jdbc.sql("""
            select count(*) from accounts
            where organization_id = :organization and 'ADMIN' = any(roles) and closed_at is null and id <> :id
            """)
                .param("organization", organizationId)
                .param("id", id)
                .query(Long.class)
                .single();
    }

    public Optional<Account> find(UUID id) {
        return jdbc.sql("""
            select id, email, organization_id, roles from accounts where id = :id and closed_at is null
            """).param("id", id).query((row, _) -> account(row)).optional();
    }

    /// Nobody closes the account or changes its roles before this transaction ends. What concerns an account locks it
    /// first and anything of it later.
    public Optional<Account> lock(UUID id) {
        return jdbc.sql("""
            select id, email, organization_id, roles from accounts where id = :id and closed_at is null
            for no key update
            """).param("id", id).query((row, _) -> account(row)).optional();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getObject("organization_id", UUID.class),
                Set.of((String[]) row.getArray("roles").getArray()));
    }
}
