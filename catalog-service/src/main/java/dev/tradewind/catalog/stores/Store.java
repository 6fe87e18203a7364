package dev.tradewind.catalog.stores;

import dev.tradewind.catalog.domain.Fulfilment;
import dev.tradewind.catalog.domain.OpeningHours;
import dev.tradewind.catalog.domain.StoreStatus;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
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
    private boolean byHours;
    private boolean membersOnly;
    private String timeZone;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<OpeningHours.Time> hours;

    private @Nullable Instant nextTurnAt;
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
        this.timeZone = "UTC";
        this.hours = List.of();
        this.version = 1;
        this.createdAt = now;
        this.updatedAt = now;
        this.isNew = true;
    }

    /// Is opened or closed by people from now on, whatever the hours say.
    ///
    /// @return what has changed
    List<String> turn(StoreStatus wanted, Instant now) {
        return change(now, () -> {
            byHours = false;
            status = wanted;
        });
    }

    /// Is opened and closed by its hours again.
    ///
    /// @return what has changed
    List<String> followHours(Instant now) {
        if (hours.isEmpty()) {
            throw new NoHours(id);
        }
        return change(now, () -> byHours = true);
    }

    /// Does what the hours say, if they have a say.
    ///
    /// @return what has changed
    List<String> keepHours(Instant now) {
        return change(now, () -> {});
    }

    /// Becomes what its staff say. The first hours of an open store are followed at once; one that people closed stays
    /// closed.
    ///
    /// @return what has changed
    List<String> become(StoreChange wanted, Instant now) {
        return change(now, () -> {
            name = wanted.name() == null ? name : wanted.name();
            fulfilment = wanted.fulfilment() == null ? fulfilment : wanted.fulfilment();
            reservationSeconds = wanted.reservationSeconds() == null ? reservationSeconds : wanted.reservationSeconds();
            membersOnly = wanted.membersOnly() == null ? membersOnly : wanted.membersOnly();
            timeZone = wanted.timeZone() == null ? timeZone : wanted.timeZone().getId();
            if (wanted.hours() != null) {
                var first = hours.isEmpty() && status == StoreStatus.OPEN;
                hours = wanted.times();
                byHours = !hours.isEmpty() && (byHours || first);
            }
        });
    }

    private List<String> change(Instant now, Runnable change) {
        var before = said();
        change.run();
        var opening = opening();
        if (byHours) {
            status = opening.areOpenAt(now) ? StoreStatus.OPEN : StoreStatus.CLOSED;
        }
        nextTurnAt = byHours ? opening.turnAfter(now).orElse(null) : null;
        var changes = said().entrySet().stream()
                .filter(it -> !it.getValue().equals(before.get(it.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (!changes.isEmpty()) {
            version++;
            updatedAt = now;
        }
        return changes;
    }

    private Map<String, Object> said() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", name);
        fields.put("status", status);
        fields.put("statusBy", statusBy());
        fields.put("fulfilment", fulfilment);
        fields.put("reservationSeconds", reservationSeconds);
        fields.put("timeZone", timeZone);
        fields.put("hours", hours);
        fields.put("private", membersOnly);
        return fields;
    }

    /// Hours that never end are only looked at again then, so nothing is said of it: it would be different the next
    /// time although nothing has changed.
    private @Nullable Instant nextTurn() {
        var open = status == StoreStatus.OPEN;
        return nextTurnAt != null && opening().areOpenAt(nextTurnAt) != open ? nextTurnAt : null;
    }

    private OpeningHours opening() {
        return new OpeningHours(ZoneId.of(timeZone), hours);
    }

    private StatusBy statusBy() {
        return byHours ? StatusBy.HOURS : StatusBy.HAND;
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
                updatedAt,
                membersOnly);
    }

    StoreView view() {
        return new StoreView(
                id,
                organizationId,
                name,
                fulfilment,
                status,
                statusBy(),
                nextTurn(),
                timeZone,
                hours,
                currency,
                reservationSeconds,
                membersOnly,
                version,
                createdAt,
                updatedAt);
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
