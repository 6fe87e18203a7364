package dev.tradewind.catalog.reviewing;

import dev.tradewind.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One review of each customer and product, and the sums over them, which are locked first by whoever writes.
@Repository
class Reviews {

    private final JdbcClient jdbc;

    Reviews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Newest first.
    List<ReviewView> of(UUID productId, PageRequest page, @Nullable UUID viewer) {
        var after = page.after();
        return jdbc.sql("""
                select id, product_id, customer_id, rating, text, created_at, updated_at
                from reviews
                where product_id = :product
                  and (cast(:at as timestamptz) is null or (created_at, id) < (:at, :id))
                order by created_at desc, id desc
                limit :rows
                """)
                .param("product", productId)
                .param("at", after == null ? null : time(after.instant(0)))
                .param("id", after == null ? null : after.uuid(1))
                .param("rows", page.rows())
                .query((row, _) -> review(row, viewer))
                .list();
    }

    /// Until the end of the transaction: whoever is erased meanwhile waits, and then takes this review along.
    boolean mayReview(UUID customerId, UUID productId) {
        return jdbc.sql("select 1 from purchases where customer_id = ? and product_id = ? for share")
                .params(customerId, productId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// Whoever comes second waits, so that no sum is lost.
    void lockRating(UUID productId) {
        jdbc.sql("""
                insert into ratings as known (product_id, count, stars, told) values (?, 0, 0, true)
                on conflict (product_id) do update set told = known.told
                """).param(productId).update();
    }

    Optional<ReviewView> by(UUID customerId, UUID productId) {
        return jdbc.sql("""
                select id, product_id, customer_id, rating, text, created_at, updated_at
                from reviews where product_id = ? and customer_id = ?
                """)
                .params(productId, customerId)
                .query((row, _) -> review(row, customerId))
                .optional();
    }

    void write(ReviewView review, UUID organizationId, UUID customerId) {
        jdbc.sql("""
                insert into reviews (id, product_id, organization_id, customer_id, rating, text, created_at, updated_at)
                values (:id, :product, :organization, :customer, :rating, :text, :created, :updated)
                on conflict (product_id, customer_id) do update
                set rating = excluded.rating, text = excluded.text, updated_at = excluded.updated_at
                """)
                .param("id", review.id())
                .param("product", review.productId())
                .param("organization", organizationId)
                .param("customer", customerId)
                .param("rating", review.rating())
                .param("text", review.text())
                .param("created", time(review.createdAt()))
                .param("updated", time(review.updatedAt()))
                .update();
    }

    void addToRating(UUID productId, int count, int stars) {
        jdbc.sql("update ratings set count = count + ?, stars = stars + ?, told = false where product_id = ?")
                .params(count, stars, productId)
                .update();
    }

    private static ReviewView review(ResultSet row, @Nullable UUID viewer) throws SQLException {
        return new ReviewView(
                row.getObject("id", UUID.class),
                row.getObject("product_id", UUID.class),
                row.getInt("rating"),
                row.getString("text"),
                row.getObject("customer_id", UUID.class).equals(viewer),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
