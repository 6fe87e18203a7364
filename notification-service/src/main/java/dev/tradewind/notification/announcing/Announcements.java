package dev.tradewind.notification.announcing;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.notification.announcing.Announcement.Kind;
import dev.tradewind.notification.announcing.Announcement.Reach;
import dev.tradewind.notification.announcing.Announcement.Status;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where announcements are kept. Those of another author's organisation look like none.
@Repository
class Announcements {

    /// Greater than every UUIDv7.
    private static final UUID END = new UUID(-1, -1);

    private final JdbcClient jdbc;

    Announcements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Announcement announcement, Author author) {
        jdbc.sql("""
                insert into announcement (
                    id, organization_id, author, kind, title, body, audience, due_at, status, created_at)
                values (:id, :organization, :author, :kind, :title, :body, :audience, :at, :status, :created)
                """)
                .param("id", announcement.id())
                .param("organization", author.organizationId(), Types.OTHER)
                .param("author", author.accountId())
                .param("kind", announcement.kind().name())
                .param("title", announcement.title())
                .param("body", announcement.body())
                .param("audience", announcement.audience().name())
                .param("at", announcement.at().atOffset(UTC))
                .param("status", announcement.status().name())
                .param("created", announcement.createdAt().atOffset(UTC))
                .update();
    }

    /// Newest first.
    Page<Announcement> of(Author author, PageRequest request) {
        var after = request.after();
        var rows = jdbc.sql("""
                select * from announcement
                where organization_id is not distinct from :organization and id < :before
                order by id desc
                limit :rows
                """)
                .param("organization", author.organizationId(), Types.OTHER)
                .param("before", after == null ? END : after.uuid(0))
                .param("rows", request.rows())
                .query(Announcements::read)
                .list();
        return Page.of(request, rows, last -> Cursor.after(last.id()));
    }

    Optional<Announcement> find(Author author, UUID id) {
        return jdbc.sql("""
                select * from announcement
                where id = :id and organization_id is not distinct from :organization
                """)
                .param("id", id)
                .param("organization", author.organizationId(), Types.OTHER)
                .query(Announcements::read)
                .optional();
    }

    long scheduled(Author author) {
        return jdbc.sql("""
                select count(*) from announcement
                where status = 'SCHEDULED' and organization_id is not distinct from :organization
                """)
                .param("organization", author.organizationId(), Types.OTHER)
                .query(Long.class)
                .single();
    }

    /// @return whether it was still scheduled
    boolean cancel(Author author, UUID id) {
        return jdbc.sql("""
                update announcement set status = 'CANCELLED'
                where id = :id and organization_id is not distinct from :organization and status = 'SCHEDULED'
                """)
                        .param("id", id)
                        .param("organization", author.organizationId(), Types.OTHER)
                        .update()
                == 1;
    }

    /// Those whose time has come, some at once and not those that others take; they count as told when the transaction
    /// commits.
    List<Announcement> takeDue(Instant now, int limit) {
        return jdbc.sql("""
                with due as (
                    select id from announcement where status = 'SCHEDULED' and due_at <= :now
                    order by due_at, id limit :limit
                    for update skip locked)
                update announcement set status = 'TOLD'
                from due where announcement.id = due.id
                returning announcement.*
                """)
                .param("now", now.atOffset(UTC))
                .param("limit", limit)
                .query(Announcements::read)
                .list();
    }

    private static Announcement read(ResultSet row, int number) throws SQLException {
        return new Announcement(
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getString("body"),
                Reach.valueOf(row.getString("audience")),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                Status.valueOf(row.getString("status")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
