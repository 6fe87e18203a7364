package dev.tradewind.catalog.media;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.media.Drawing.Picture;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is known of each picture. The row is there before the bytes, so that bytes nobody knows of do not exist.
@Repository
class Media {

    private final JdbcClient jdbc;

    Media(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID id, MediaName name, Editor editor, Picture picture, Instant at) {
        jdbc.sql("""
                insert into media (id, organization_id, name, content_type, size, width, height, uploaded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        id,
                        editor.organizationId(),
                        name.value(),
                        picture.type().contentType(),
                        picture.size(),
                        picture.width(),
                        picture.height(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Remembers which of those that have waited long enough a product shows, also one that was deleted since.
    void keepWhatIsShown(Instant before) {
        jdbc.sql("""
                update media set shown = true
                from (select distinct substring(image from '/media/([0-9a-f]{32})') as stem
                      from products, jsonb_array_elements_text(products.images) image
                      where products.images::text like '%/media/%') used
                where not media.shown and media.uploaded_at < ? and left(media.name, 32) = used.stem
                """).param(before.atOffset(ZoneOffset.UTC)).update();
    }

    /// Locks some that no product has ever shown, but for those that one is just about to show, or another instance is
    /// at.
    List<MediaName> lockOrphans(Instant before, int most) {
        return jdbc.sql("""
                select name from media
                where not shown and uploaded_at < ? order by uploaded_at limit ?
                for update skip locked
                """)
                .param(before.atOffset(ZoneOffset.UTC))
                .param(most)
                .query((row, _) -> new MediaName(row.getString("name")))
                .list();
    }

    /// Those of them that a product has come to show until they were locked.
    Set<MediaName> shown(Collection<MediaName> names) {
        return jdbc.sql("""
                update media set shown = true
                from (select distinct substring(image from '/media/([0-9a-f]{32})') as stem
                      from products, jsonb_array_elements_text(products.images) image
                      where products.images::text like '%/media/%') used
                where media.name = any (?) and left(media.name, 32) = used.stem
                returning media.name
                """)
                .param(texts(names))
                .query((row, _) -> new MediaName(row.getString("name")))
                .set();
    }

    void forget(Collection<MediaName> names) {
        jdbc.sql("delete from media where name = any(?)").param(texts(names)).update();
    }

    private static String[] texts(Collection<MediaName> names) {
        return names.stream().map(MediaName::value).toArray(String[]::new);
    }
}
