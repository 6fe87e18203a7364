package dev.tradewind.catalog.stores;

import dev.tradewind.catalog.domain.Fulfilment;
import dev.tradewind.catalog.domain.StoreStatus;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/// A restaurant, pantry or shop. Its version counts its changes and is the sequence of its events, so it is counted
/// here and not by the persistence, under a row lock.
@Entity
@Table(name = "stores")
public class Store implements Persistable<UUID> {

    @Id
    private UUID id;

    private UUID organizationId;
    private String name;

    @Enumerated(EnumType.STRING)
    private StoreStatus status;

    @Enumerated(EnumType.STRING)
    private Fulfilment fulfilment;

    private String orderPrefix;
    private String currency;
    private int reservationSeconds;
    private long version;
    private Instant createdAt;
    private Instant updatedAt;

    @Transient
    private boolean isNew;

    @SuppressWarnings("NullAway.Init")
    protected Store() {}

    public Store(
            UUID id,
            UUID organizationId,
            String name,
            StoreStatus status,
            Fulfilment fulfilment,
            String orderPrefix,
            String currency,
            int reservationSeconds,
            Instant now) {
        this.id = id;
        this.organizationId = organizationId;
        this.name = name;
        this.status = status;
        this.fulfilment = fulfilment;
        this.orderPrefix = orderPrefix;
        this.currency = currency;
        this.reservationSeconds = reservationSeconds;
        this.version = 1;
        this.createdAt = now;
        this.updatedAt = now;
        this.isNew = true;
    }

    /// Opens or closes the store; nothing happens when it is so already.
    ///
    /// @return whether something changed
    boolean turn(StoreStatus wanted, Instant now) {
        if (status == wanted) {
            return false;
        }
        status = wanted;
        version++;
        updatedAt = now;
        return true;
    }

    public StoreChanged announcement(List<String> changes) {
        return new StoreChanged(
                organizationId,
                version,
                id,
                name,
                status.name(),
                fulfilment.name(),
                orderPrefix,
                currency,
                reservationSeconds,
                changes,
                updatedAt);
    }

    StoreView view() {
        return new StoreView(id, organizationId, name, fulfilment, status, currency, version, createdAt, updatedAt);
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

    public String currency() {
        return currency;
    }

    long version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }
}
