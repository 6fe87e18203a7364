package dev.tradewind.auth.contacts;

import dev.tradewind.auth.sealing.SealedFields;
import dev.tradewind.messaging.Column;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where people can be written to.
@Repository
class Contacts {

    private final JdbcClient jdbc;
    private final SealedFields fields;

    record Contact(UUID accountId, String email, String name) {

        @Override
        public String toString() {
            return "Contact[" + accountId + "]";
        }
    }

    Contacts(JdbcClient jdbc, SealedFields fields) {
        this.jdbc = jdbc;
        this.fields = fields;
    }

    /// Of those whose account is open; nobody is written to behind a closed one.
    List<Contact> of(Collection<UUID> accounts) {
        return jdbc.sql("select id, email, name from accounts where id = any (:ids) and closed_at is null")
                .param("ids", Column.ids(accounts))
                .query((row, _) -> {
                    var id = row.getObject("id", UUID.class);
                    return new Contact(id, row.getString("email"), fields.open("name", id, row.getString("name")));
                })
                .list();
    }
}
