package dev.tradewind.catalog.products;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.CatalogEvent.Rating;
import dev.tradewind.contracts.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// Something that can be bought in a store. Its version counts its changes and is the sequence of its events, so it
/// is counted here and not by the persistence, under a row lock.
@Entity
@Table(name = "products")
public class Product implements Persistable<UUID> {

    @Id
    private UUID id;

    private UUID organizationId;
    private UUID storeId;
    private String sku;
    private String title;
    private String description;
    private @Nullable String category;
    private @Nullable String brand;
    private long priceAmount;
    private String priceCurrency;
    private @Nullable Long originalPriceAmount;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, List<String>> attributes;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> images;

    private long ratingCount;
    private long ratingStars;
    private long version;
    private Instant createdAt;
    private Instant updatedAt;
    private @Nullable Instant deletedAt;

    @Transient
    private boolean isNew;

    @SuppressWarnings("NullAway.Init")
    protected Product() {}

    @SuppressWarnings("NullAway.Init")
    public Product(UUID id, UUID organizationId, UUID storeId, Description is, Instant now) {
        this.id = id;
        this.organizationId = organizationId;
        this.storeId = storeId;
        describe(is);
        this.version = 1;
        this.createdAt = now;
        this.updatedAt = now;
        this.isNew = true;
    }

    /// Becomes what its editors say; nothing happens when it is so already.
    ///
    /// @return what has changed
    List<String> become(Description wanted, Instant now) {
        var changes = wanted.changesSince(description());
        if (!changes.isEmpty()) {
            describe(wanted);
            version++;
            updatedAt = now;
        }
        return changes;
    }

    void delete(Instant now) {
        version++;
        updatedAt = now;
        deletedAt = now;
    }

    /// Is thought of like this by those who got it.
    ///
    /// @param stars of all reviews together
    /// @return what others should hear, unless it is so already
    public Optional<ProductUpdated> rate(long count, long stars, Instant now) {
        if (count == ratingCount && stars == ratingStars) {
            return Optional.empty();
        }
        ratingCount = count;
        ratingStars = stars;
        version++;
        updatedAt = now;
        return Optional.of(updated(List.of("rating")));
    }

    private void describe(Description it) {
        sku = it.sku();
        title = it.title();
        description = it.description();
        category = it.category();
        brand = it.brand();
        priceAmount = it.price().amount();
        priceCurrency = it.price().currency();
        originalPriceAmount =
                it.originalPrice() == null ? null : it.originalPrice().amount();
        attributes = it.attributes();
        images = it.images();
    }

    Description description() {
        return new Description(sku, title, description, category, brand, price(), originalPrice(), attributes, images);
    }

    private Money price() {
        return new Money(priceAmount, priceCurrency);
    }

    private @Nullable Money originalPrice() {
        return originalPriceAmount == null ? null : new Money(originalPriceAmount, priceCurrency);
    }

    public ProductCreated created() {
        return new ProductCreated(organizationId, version, fact(), updatedAt);
    }

    ProductUpdated updated(List<String> changes) {
        return new ProductUpdated(organizationId, version, fact(), changes, updatedAt);
    }

    ProductDeleted deleted() {
        return new ProductDeleted(organizationId, version, id, updatedAt);
    }

    @Nullable
    Rating rating() {
        var hundredths = ratingCount == 0 ? 0 : Math.round(ratingStars * 100.0 / ratingCount);
        return ratingCount == 0 ? null : new Rating(hundredths / 100.0, ratingCount);
    }

    private CatalogEvent.Product fact() {
        return new CatalogEvent.Product(
                id,
                storeId,
                sku,
                title,
                description,
                category,
                brand,
                price(),
                attributes,
                images,
                createdAt,
                originalPrice(),
                rating());
    }

    ProductView view() {
        return ProductView.of(this, description());
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    public UUID organizationId() {
        return organizationId;
    }

    public UUID storeId() {
        return storeId;
    }

    long version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }
}
