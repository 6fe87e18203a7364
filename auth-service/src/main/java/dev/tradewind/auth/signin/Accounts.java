package dev.tradewind.auth.signin;

import dev.tradewind.auth.domain.Account;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The accounts, found by the address they sign in with.
@Repository
class Accounts {

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Registered(Account account, String passwordHash) {

        /// Without the hash, which has no business in a log.
        @Override
        public String toString() {
            return "Registered[" + account.id() + "]";
        }
    }

    Optional<Registered> find(String email) {
        return jdbc.sql("""
            select id, email, name, organization_id, roles, password_hash
            from accounts where email = :email
            """)
                .param("email", email.toLowerCase(Locale.ROOT))
                .query((row, _) -> registered(row))
                .optional();
    }

    private static Registered registered(ResultSet row) throws SQLException {
        var account = new Account(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                row.getObject("organization_id", UUID.class),
                Set.of((String[]) row.getArray("roles").getArray()));
        return new Registered(account, row.getString("password_hash"));
    }
}
