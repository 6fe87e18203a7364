package dev.tradewind.auth.sessions;

import dev.tradewind.auth.accounts.PersonalData;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Devices and addresses from which somebody signed in go with the person.
@Component
class KeptSessions implements PersonalData {

    private final JdbcClient jdbc;

    KeptSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(UUID accountId) {
        jdbc.sql("delete from sessions where account_id = :account")
                .param("account", accountId)
                .update();
    }
}
