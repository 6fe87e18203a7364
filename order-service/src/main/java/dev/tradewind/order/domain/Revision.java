package dev.tradewind.order.domain;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.CannotOrder.PriceChanged;
import dev.tradewind.order.domain.CannotOrder.SeveralStores;
import dev.tradewind.order.domain.CannotOrder.StoreClosed;
import dev.tradewind.order.domain.CannotOrder.TooManyLines;
import dev.tradewind.order.domain.CannotOrder.TotalTooLarge;
import dev.tradewind.order.domain.CannotOrder.UnknownProduct;
import dev.tradewind.order.domain.Quote.Wanted;
import dev.tradewind.order.domain.Shelf.Goods;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order as it would be after a change. Pieces that were ordered keep their price, so nobody pays twice for what
/// they have, nor more because a piece was missing; what comes on top costs what it costs now.
public record Revision(List<OrderLine> lines, Money total) {

    public Revision {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > Quote.MAX_LINES) {
            throw new IllegalArgumentException("lines: " + lines.size() + " (expected: 1.." + Quote.MAX_LINES + ")");
        }
    }

    /// @param storeId where the order was placed; what comes on top is from there, and only while it is open
    /// @param goods what the organisation sells now of the wanted products
    public static Revision of(List<OrderLine> ordered, List<Wanted> wanted, UUID storeId, Goods goods) {
        var pricing = new Pricing(ordered, storeId, goods);
        for (var line = 0; line < wanted.size(); line++) {
            pricing.add(line, wanted.get(line));
        }
        return pricing.revision();
    }

    /// The client saw a price when it asked; at another one it wants to be asked again.
    public Revision expecting(@Nullable Money expected) {
        if (expected != null && !expected.equals(total)) {
            throw new PriceChanged(total);
        }
        return this;
    }

    /// Whether inventory has to be asked for it.
    public boolean wantsOtherGoodsThan(List<OrderLine> ordered) {
        return !pieces(lines).equals(pieces(ordered));
    }

    private static Map<UUID, Integer> pieces(List<OrderLine> lines) {
        var pieces = new TreeMap<UUID, Integer>();
        lines.forEach(it -> pieces.merge(it.productId(), it.quantity(), Math::addExact));
        return pieces;
    }

    /// Takes the pieces that were ordered first, then those of today.
    private static final class Pricing {

        private final Map<UUID, Deque<OrderLine>> bought = new HashMap<>();
        private final Map<UUID, Product> sold = new HashMap<>();
        private final List<OrderLine> lines = new ArrayList<>();
        private final List<Integer> unknown = new ArrayList<>();
        private final UUID storeId;
        private final Goods goods;

        Pricing(List<OrderLine> ordered, UUID storeId, Goods goods) {
            ordered.forEach(it -> bought.computeIfAbsent(it.productId(), _ -> new ArrayDeque<>())
                    .add(it));
            goods.products().forEach(it -> sold.put(it.id(), it));
            this.storeId = storeId;
            this.goods = goods;
        }

        void add(int number, Wanted wanted) {
            var had = bought.getOrDefault(wanted.productId(), new ArrayDeque<>());
            var missing = wanted.quantity();
            while (missing > 0 && !had.isEmpty()) {
                var of = had.remove();
                var taken = Math.min(missing, of.quantity());
                put(of.title(), of.unitPrice(), taken, wanted);
                if (taken < of.quantity()) {
                    had.addFirst(new OrderLine(
                            of.productId(), of.title(), of.unitPrice(), of.quantity() - taken, of.instructions()));
                }
                missing -= taken;
            }
            if (missing > 0) {
                buy(number, wanted, missing);
            }
        }

        private void buy(int number, Wanted wanted, int quantity) {
            var product = sold.get(wanted.productId());
            if (product == null) {
                unknown.add(number);
                return;
            }
            if (!product.storeId().equals(storeId)) {
                throw new SeveralStores();
            }
            if (!Objects.requireNonNull(goods.stores().get(storeId)).open()) {
                throw new StoreClosed();
            }
            put(product.title(), product.price(), quantity, wanted);
        }

        /// Pieces of one wish at one price are one line.
        private void put(String title, Money price, int quantity, Wanted wanted) {
            var last = lines.isEmpty() ? null : lines.getLast();
            var isMore = last != null
                    && last.productId().equals(wanted.productId())
                    && last.unitPrice().equals(price)
                    && Objects.equals(last.instructions(), wanted.instructions())
                    && last.quantity() + quantity <= OrderLine.MAX_QUANTITY;
            if (last != null && isMore) {
                lines.removeLast();
                lines.add(new OrderLine(
                        last.productId(), last.title(), price, last.quantity() + quantity, last.instructions()));
                return;
            }
            lines.add(new OrderLine(wanted.productId(), title, price, quantity, wanted.instructions()));
        }

        Revision revision() {
            if (!unknown.isEmpty()) {
                throw new UnknownProduct(unknown);
            }
            if (lines.size() > Quote.MAX_LINES) {
                throw new TooManyLines();
            }
            try {
                return new Revision(
                        lines,
                        lines.stream().map(OrderLine::price).reduce(Money::plus).orElseThrow());
            } catch (ArithmeticException _) {
                throw new TotalTooLarge();
            }
        }
    }
}
