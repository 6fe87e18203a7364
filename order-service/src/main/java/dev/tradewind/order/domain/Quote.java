package dev.tradewind.order.domain;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.CannotOrder.PriceChanged;
import dev.tradewind.order.domain.CannotOrder.SeveralStores;
import dev.tradewind.order.domain.CannotOrder.StoreClosed;
import dev.tradewind.order.domain.CannotOrder.TotalTooLarge;
import dev.tradewind.order.domain.CannotOrder.UnknownProduct;
import dev.tradewind.order.domain.Shelf.Goods;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What an order would be: the lines at our prices, not the client's.
public record Quote(Store store, List<OrderLine> lines, Money total) {

    public static final int MAX_LINES = 100;

    /// What a client asks for. Whoever sends a price is not believed, so there is none.
    public record Wanted(
            UUID productId, int quantity, @Nullable String instructions) {}

    public Quote {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException("lines: " + lines.size() + " (expected: 1.." + MAX_LINES + ")");
        }
    }

    public static Quote of(List<Wanted> wanted, Goods goods) {
        var products = goods.products().stream().collect(Collectors.toMap(Product::id, Function.identity()));
        var unknown = IntStream.range(0, wanted.size())
                .filter(line -> !products.containsKey(wanted.get(line).productId()))
                .boxed()
                .toList();
        if (!unknown.isEmpty()) {
            throw new UnknownProduct(unknown);
        }
        var lines = wanted.stream()
                .map(it -> line(it, Objects.requireNonNull(products.get(it.productId()))))
                .toList();
        return new Quote(onlyStore(goods), lines, total(lines));
    }

    /// The client saw a price when it asked; at another one it wants to be asked again.
    public Quote expecting(@Nullable Money expected) {
        if (expected != null && !expected.equals(total)) {
            throw new PriceChanged(total);
        }
        return this;
    }

    private static Store onlyStore(Goods goods) {
        if (goods.stores().size() != 1) {
            throw new SeveralStores();
        }
        var store = goods.stores().values().iterator().next();
        if (!store.open()) {
            throw new StoreClosed();
        }
        return store;
    }

    private static OrderLine line(Wanted wanted, Product product) {
        return new OrderLine(product.id(), product.title(), product.price(), wanted.quantity(), wanted.instructions());
    }

    private static Money total(List<OrderLine> lines) {
        try {
            return lines.stream().map(OrderLine::price).reduce(Money::plus).orElseThrow();
        } catch (ArithmeticException _) {
            throw new TotalTooLarge();
        }
    }
}
