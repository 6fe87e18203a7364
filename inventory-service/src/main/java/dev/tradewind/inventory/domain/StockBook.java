package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.inventory.domain.Movement.Adjustment;
import dev.tradewind.inventory.domain.Movement.Initial;
import dev.tradewind.inventory.domain.Movement.Restock;
import dev.tradewind.inventory.domain.Movement.Sale;
import dev.tradewind.inventory.domain.Reservation.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The stock of some products while one transaction has it locked. Whatever happens to a product here, it is
/// written and announced once, as it is in the end.
public final class StockBook {

    private final Map<UUID, Stock> opened = new HashMap<>();
    private final Map<UUID, Stock> current = new TreeMap<>();
    private final List<Movement> movements = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<Missing> writtenOff = new ArrayList<>();

    public StockBook(Collection<Stock> stocks) {
        for (var stock : stocks) {
            opened.put(stock.productId(), stock);
            current.put(stock.productId(), stock);
        }
    }

    /// A product of another organisation looks like none.
    ///
    /// @throws UnknownProduct also when the catalog has deleted the product
    public Stock of(UUID productId, UUID organizationId) {
        var stock = find(productId, organizationId);
        if (stock == null) {
            throw new UnknownProduct(productId);
        }
        return stock;
    }

    /// Somebody with the right to it counted what lies there.
    public void count(UUID productId, long onHand, UUID actor, Instant at) {
        adjust(productId, onHand - locked(productId).onHand(), actor, "counted", at);
    }

    /// Somebody wants to be warned from now on when there are so few.
    public void warnAt(UUID productId, long pieces) {
        current.put(productId, locked(productId).runningLowAt(pieces));
    }

    public void adjust(UUID productId, long delta, UUID actor, String reason, Instant at) {
        if (delta != 0) {
            current.put(productId, locked(productId).add(delta));
            movements.add(new Adjustment(productId, delta, actor, reason, at));
        }
    }

    /// Fills the shelf for the first time.
    public void fill(UUID productId, long quantity, Instant at) {
        current.put(productId, locked(productId).add(quantity));
        movements.add(new Initial(productId, quantity, at));
    }

    public List<Stock> changed() {
        return current.values().stream()
                .filter(stock -> !stock.countsLike(opened(stock)))
                .map(Stock::nextVersion)
                .toList();
    }

    public List<Movement> movements() {
        return List.copyOf(movements);
    }

    public List<StockChanged> announcements(Instant at) {
        return changed().stream().map(stock -> stock.announcement(at)).toList();
    }

    /// A product as it will be written.
    Stock written(UUID productId) {
        var stock = locked(productId);
        return stock.countsLike(opened(stock)) ? stock : stock.nextVersion();
    }

    boolean knows(Line line, UUID organizationId) {
        return find(line.productId(), organizationId) != null;
    }

    private boolean has(Line line) {
        return available(line) >= line.quantity();
    }

    long available(Line line) {
        return locked(line.productId()).available();
    }

    /// Why these lines cannot be reserved; empty when they can.
    Optional<String> lacks(List<Line> lines, UUID organizationId) {
        if (!lines.stream().allMatch(line -> knows(line, organizationId))) {
            return Optional.of(ReservationBook.UNKNOWN_PRODUCT);
        }
        return lines.stream().allMatch(this::has) ? Optional.empty() : Optional.of(ReservationBook.OUT_OF_STOCK);
    }

    void reserve(Reservation reservation) {
        reserve(reservation.lines());
    }

    void reserve(List<Line> lines) {
        for (var line : lines) {
            current.put(line.productId(), locked(line.productId()).reserve(line.quantity()));
        }
    }

    void release(Reservation reservation) {
        release(reservation.lines());
    }

    void release(List<Line> lines) {
        for (var line : lines) {
            current.put(line.productId(), locked(line.productId()).release(line.quantity()));
        }
    }

    void sell(Reservation reservation, Instant at) {
        sell(reservation, reservation.lines(), null, at);
    }

    void sell(Reservation to, List<Line> lines, @Nullable UUID change, Instant at) {
        var order = Objects.requireNonNull(to.orderId(), "orderId");
        for (var line : lines) {
            current.put(line.productId(), locked(line.productId()).sell(line.quantity()));
            movements.add(new Sale(line.productId(), -line.quantity(), to.id(), order, change, at));
        }
    }

    void restock(Reservation reservation, Instant at) {
        restock(reservation, reservation.lines(), null, at);
    }

    void restock(Reservation of, List<Line> lines, @Nullable UUID change, Instant at) {
        var order = Objects.requireNonNull(of.orderId(), "orderId");
        for (var line : lines) {
            current.put(line.productId(), locked(line.productId()).restock(line.quantity()));
            movements.add(new Restock(line.productId(), line.quantity(), of.id(), order, change, at));
            writeOff(order, line, at);
        }
    }

    /// What somebody looked for in vain does not lie on the shelf, whoever gives it back.
    private void writeOff(UUID order, Line line, Instant at) {
        missing.stream()
                .filter(it -> it.orderId().equals(order) && it.productId().equals(line.productId()))
                .findFirst()
                .ifPresent(it -> {
                    adjust(
                            line.productId(),
                            -Math.min(it.quantity(), line.quantity()),
                            it.actor(),
                            "not found when picked",
                            at);
                    missing.remove(it);
                    writtenOff.add(it);
                });
    }

    void knowMissing(Collection<Missing> pieces) {
        missing.addAll(pieces);
    }

    /// What is not missing any more: it is gone.
    public List<Missing> writtenOff() {
        return List.copyOf(writtenOff);
    }

    private @Nullable Stock find(UUID productId, UUID organizationId) {
        var stock = current.get(productId);
        return stock == null || stock.withdrawn() || !stock.organizationId().equals(organizationId) ? null : stock;
    }

    private Stock locked(UUID productId) {
        var stock = current.get(productId);
        if (stock == null) {
            throw new IllegalStateException("Product " + productId + " is not in this book");
        }
        return stock;
    }

    private Stock opened(Stock stock) {
        return opened.getOrDefault(stock.productId(), stock);
    }
}
