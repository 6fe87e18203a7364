package dev.tradewind.notification.wording;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.messaging.Column;
import dev.tradewind.notification.domain.Kind;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The mails that organisations word themselves.
@Repository
public class OwnLayouts {

    private final JdbcClient jdbc;
    private final Clock clock;

    OwnLayouts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Those of several organisations.
    @FunctionalInterface
    public interface Known {

        /// Null where the organisation leaves it to us.
        @Nullable
        Layout of(UUID organization, Kind kind, @Nullable String language);
    }

    record Key(UUID organization, Kind kind, String language) {}

    record Named(Kind kind, String language, Layout layout) {}

    public Known of(Collection<UUID> organizations) {
        var found = new HashMap<Key, Layout>();
        jdbc.sql("""
                select organization_id, kind, language, subject, html, text
                from own_layouts where organization_id = any (:ids)
                """).param("ids", Column.ids(organizations)).query(row -> {
            found.put(
                    new Key(
                            row.getObject("organization_id", UUID.class),
                            Kind.valueOf(row.getString("kind")),
                            row.getString("language")),
                    new Layout(row.getString("subject"), row.getString("html"), row.getString("text")));
        });
        return (organization, kind, language) -> found.get(new Key(
                organization,
                kind,
                Objects.requireNonNullElse(language, Phrases.languages().getFirst())));
    }

    /// At most one for each kind and language.
    List<Named> all(UUID organization) {
        return jdbc.sql("""
                select kind, language, subject, html, text from own_layouts
                where organization_id = :organization order by kind, language
                """)
                .param("organization", organization)
                .query((row, _) -> new Named(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("language"),
                        new Layout(row.getString("subject"), row.getString("html"), row.getString("text"))))
                .list();
    }

    Optional<Layout> find(UUID organization, Kind kind, String language) {
        return Optional.ofNullable(of(List.of(organization)).of(organization, kind, language));
    }

    void put(UUID organization, Kind kind, String language, Layout layout, UUID by) {
        jdbc.sql("""
                insert into own_layouts (organization_id, kind, language, subject, html, text, changed_by, changed_at)
                values (:organization, :kind, :language, :subject, :html, :text, :by, :now)
                on conflict (organization_id, kind, language) do update set
                    subject = excluded.subject, html = excluded.html, text = excluded.text,
                    changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .param("organization", organization)
                .param("kind", kind.name())
                .param("language", language)
                .param("subject", layout.subject())
                .param("html", layout.html())
                .param("text", layout.text())
                .param("by", by)
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    boolean remove(UUID organization, Kind kind, String language) {
        return jdbc.sql("""
                delete from own_layouts
                where organization_id = :organization and kind = :kind and language = :language
                """)
                        .param("organization", organization)
                        .param("kind", kind.name())
                        .param("language", language)
                        .update()
                > 0;
    }
}
