package dev.tradewind.notification.reading;

import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Notifications {

    /// Greater than every UUIDv7.
    private static final UUID END = new UUID(-1, -1);

    private final JdbcClient jdbc;

    Notifications(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Newest first.
    Page<Notification> of(UUID accountId, PageRequest request) {
        var after = request.after();
        var rows = jdbc.sql("""
                select id, type, title, body, order_id, organization_id, occurred_at
                from delivery_log
                where account_id = :account and channel = 'IN_APP' and id < :before
                order by id desc
                limit :rows
                """)
                .param("account", accountId)
                .param("before", after == null ? END : after.uuid(0))
                .param("rows", request.rows())
                .query(Notification::read)
                .list();
        return Page.of(request, rows, last -> Cursor.after(last.id()));
    }
}
