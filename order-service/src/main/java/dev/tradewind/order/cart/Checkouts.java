package dev.tradewind.order.cart;

import static java.util.stream.Collectors.toMap;

import dev.tradewind.order.cart.Cart.Owner;
import dev.tradewind.order.cart.Carts.Found;
import dev.tradewind.order.domain.Quote.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Lets orders take carts over.
@Component
public class Checkouts {

    private final Carts carts;

    Checkouts(Carts carts) {
        this.carts = carts;
    }

    /// Locks these carts, with their lines, until the caller's transaction ends.
    public Opened open(Collection<UUID> cartIds) {
        if (cartIds.isEmpty()) {
            return new Opened(Map.of(), Map.of());
        }
        var found = carts.lock(cartIds).stream().collect(toMap(it -> it.cart().id(), it -> it));
        return new Opened(found, carts.wanted(found.keySet()));
    }

    /// From now on an order has these carts, until it is rejected.
    public void write(Opened opened, Instant now) {
        if (!opened.taken.isEmpty()) {
            carts.takenOver(opened.taken, now);
        }
    }

    /// Some carts while one transaction has them locked.
    public static final class Opened {

        private final Map<UUID, Found> found;
        private final Map<UUID, List<Wanted>> lines;
        private final Map<UUID, UUID> orders = new HashMap<>();
        private final List<Carts.Taken> taken = new ArrayList<>();

        private Opened(Map<UUID, Found> found, Map<UUID, List<Wanted>> lines) {
            this.found = found;
            this.lines = lines;
        }

        /// What the customer wants to order; a refusal when this is not the customer's cart, it is empty, or another
        /// order has it.
        public List<Wanted> lines(UUID cartId, UUID customerId, UUID organizationId) {
            var it = found.get(cartId);
            if (it == null
                    || !it.cart().owner().equals(new Owner(customerId, organizationId))
                    || it.stage() == Found.Stage.SOLD) {
                throw new CannotFill.UnknownCart();
            }
            var order = orders.get(cartId);
            if (it.stage() == Found.Stage.CHECKOUT || order != null) {
                throw new CannotFill.InCheckout(
                        order != null ? order : Objects.requireNonNull(it.cart().orderId()));
            }
            var wanted = lines.getOrDefault(cartId, List.of());
            if (wanted.isEmpty()) {
                throw new CannotFill.EmptyCart();
            }
            return wanted;
        }

        public void takenBy(UUID cartId, UUID orderId) {
            orders.put(cartId, orderId);
            var seen =
                    Objects.requireNonNull(found.get(cartId), "locked").cart().orderId();
            taken.add(new Carts.Taken(cartId, seen, orderId));
        }

        /// The products in the carts.
        public List<UUID> products() {
            return lines.values().stream()
                    .flatMap(List::stream)
                    .map(Wanted::productId)
                    .distinct()
                    .toList();
        }
    }
}
