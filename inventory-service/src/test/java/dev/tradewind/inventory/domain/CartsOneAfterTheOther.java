package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmChange;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.HoldStock;
import dev.tradewind.contracts.InventoryCommand.ReleaseChange;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
import dev.tradewind.contracts.InventoryCommand.ReserveHeldStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the shopkeeper with the pencil does for carts: a basket behind the counter, which an order may carry to the
/// till and has to put back there unless it is paid.
final class CartsOneAfterTheOther {

    final Map<UUID, Basket> baskets = new HashMap<>();
    private final OneAfterTheOther shop;
    private int expired;

    CartsOneAfterTheOther(OneAfterTheOther shop) {
        this.shop = shop;
        shop.inBaskets = this::held;
    }

    static final class Basket {
        final Map<UUID, Long> pieces = new TreeMap<>();
        final Map<UUID, String> gone = new HashMap<>();
        Instant until = Instant.EPOCH;
        Instant latest = Instant.EPOCH;
        Instant till = Instant.EPOCH;
        long wish;

        @Nullable
        UUID carriedBy;

        @Nullable
        UUID soldTo;

        boolean restocked;
    }

    /// How often somebody was told that the time was over.
    int expired() {
        return expired;
    }

    long held(UUID product) {
        return baskets.values().stream()
                .filter(it -> it.soldTo == null)
                .mapToLong(it -> it.pieces.getOrDefault(product, 0L))
                .sum();
    }

    void sweep(Instant now) {
        baskets.values().forEach(it -> timeGoesBy(it, now));
    }

    String ask(InventoryCommand command, Instant now) {
        var basket = baskets.computeIfAbsent(command.reservationId(), _ -> new Basket());
        timeGoesBy(basket, now);
        return switch (command) {
            case HoldStock it -> hold(it, basket, now);
            case ReserveHeldStock it -> carry(it, basket, now);
            case ConfirmReservation it -> pay(it.orderId(), basket);
            case ReleaseReservation it -> putBack(it.orderId(), basket, now);
            case RestockReservation it -> takeBack(it.orderId(), basket, now);
            case ReserveStock _, ReserveChange _, ConfirmChange _, ReleaseChange _ ->
                throw new IllegalArgumentException("not of a cart: " + command);
        };
    }

    private void timeGoesBy(Basket basket, Instant now) {
        if (basket.soldTo != null) {
            return;
        }
        if (basket.carriedBy != null && !basket.till.isAfter(now)) {
            back(basket, "expired", now);
        } else if (basket.carriedBy == null && !basket.pieces.isEmpty() && !basket.until.isAfter(now)) {
            empty(basket);
        }
    }

    private void back(Basket basket, String why, Instant now) {
        if (basket.carriedBy != null) {
            basket.gone.putIfAbsent(basket.carriedBy, why);
        }
        basket.carriedBy = null;
        if (!basket.until.isAfter(now)) {
            empty(basket);
        }
    }

    private void empty(Basket basket) {
        basket.pieces.clear();
        basket.until = Instant.EPOCH;
        basket.latest = Instant.EPOCH;
        expired++;
    }

    private String hold(HoldStock it, Basket basket, Instant now) {
        if (basket.soldTo != null || basket.carriedBy != null) {
            return "held {} never";
        }
        if (it.revision() > basket.wish) {
            basket.wish = it.revision();
            basket.pieces.clear();
            wanted(it.lines()).forEach((product, count) -> {
                var there = Math.min(count, free(product));
                if (there > 0) {
                    basket.pieces.put(product, there);
                }
            });
            basket.latest = basket.latest.isAfter(now) ? basket.latest : now.plusSeconds(it.longestSeconds());
            var until = now.plusSeconds(it.ttlSeconds());
            basket.until =
                    basket.pieces.isEmpty() ? Instant.EPOCH : until.isBefore(basket.latest) ? until : basket.latest;
        }
        return "held " + basket.pieces + (basket.pieces.isEmpty() ? " never" : " " + basket.until);
    }

    private String carry(ReserveHeldStock it, Basket basket, Instant now) {
        var gone = basket.gone.get(it.orderId());
        if (gone != null) {
            return "refused " + gone;
        }
        var has = basket.soldTo != null ? basket.soldTo : basket.carriedBy;
        if (has != null) {
            return has.equals(it.orderId()) && !basket.restocked ? "reserved " + basket.till : "refused released";
        }
        var wanted = wanted(it.lines());
        var why = wanted.keySet().stream().anyMatch(product -> !shop.onHand.containsKey(product))
                ? "unknown-product"
                : wanted.entrySet().stream()
                                .anyMatch(wish -> free(wish.getKey()) + basket.pieces.getOrDefault(wish.getKey(), 0L)
                                        < wish.getValue())
                        ? "out-of-stock"
                        : null;
        if (why != null) {
            basket.gone.put(it.orderId(), why);
            return "refused " + why;
        }
        basket.pieces.clear();
        basket.pieces.putAll(wanted);
        basket.carriedBy = it.orderId();
        basket.till = now.plusSeconds(it.ttlSeconds());
        return "reserved " + basket.till;
    }

    private String pay(UUID order, Basket basket) {
        if (order.equals(basket.soldTo)) {
            return "confirmed";
        }
        if (order.equals(basket.carriedBy)) {
            basket.soldTo = order;
            basket.pieces.forEach((product, count) -> shop.onHand.merge(product, -count, Long::sum));
            return "confirmed";
        }
        basket.gone.putIfAbsent(order, "expired");
        return "expired".equals(basket.gone.get(order)) ? "lost expired" : "lost released";
    }

    private String putBack(UUID order, Basket basket, Instant now) {
        if (order.equals(basket.soldTo)) {
            return "confirmed";
        }
        if (order.equals(basket.carriedBy)) {
            back(basket, "released", now);
        } else {
            basket.gone.putIfAbsent(order, "released");
        }
        return "released";
    }

    private String takeBack(UUID order, Basket basket, Instant now) {
        if (order.equals(basket.soldTo)) {
            if (!basket.restocked) {
                basket.restocked = true;
                basket.pieces.forEach((product, count) -> shop.onHand.merge(product, count, Long::sum));
            }
        } else {
            putBack(order, basket, now);
        }
        return "restocked";
    }

    private long free(UUID product) {
        return shop.onHand.getOrDefault(product, 0L) - shop.reserved(product) - held(product);
    }

    private static Map<UUID, Long> wanted(List<ReserveStock.Line> lines) {
        var wanted = new TreeMap<UUID, Long>();
        lines.forEach(it -> wanted.merge(it.productId(), (long) it.quantity(), Long::sum));
        return wanted;
    }
}
