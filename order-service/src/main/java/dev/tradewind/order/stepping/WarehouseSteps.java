package dev.tradewind.order.stepping;

import dev.tradewind.contracts.WarehouseEvent;
import dev.tradewind.contracts.WarehouseEvent.Delivered;
import dev.tradewind.contracts.WarehouseEvent.Packed;
import dev.tradewind.contracts.WarehouseEvent.PickListMade;
import dev.tradewind.contracts.WarehouseEvent.Shipped;
import dev.tradewind.contracts.WarehouseEvent.ShortPick;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.messaging.Received;
import dev.tradewind.order.domain.Change;
import dev.tradewind.order.domain.Lifecycle;
import dev.tradewind.order.domain.News;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.domain.Party;
import dev.tradewind.order.domain.Stage;
import dev.tradewind.order.persistence.Orders;
import dev.tradewind.order.persistence.Orders.Happened;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Follows the goods: what the warehouse has done is done, so the order catches up with it.
@Component
class WarehouseSteps {

    private static final Logger log = LoggerFactory.getLogger(WarehouseSteps.class);

    private final Orders orders;
    private final Outbox outbox;
    private final Clock clock;

    private record Told(Stage stage, News news, String actor) {}

    WarehouseSteps(Orders orders, Outbox outbox, Clock clock) {
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
    }

    void heard(List<Received<WarehouseEvent>> batch) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var ids = batch.stream().map(it -> it.message().orderId()).toList();
        var known = new TreeMap<UUID, Order>();
        orders.lock(ids).forEach(it -> known.put(it.id(), it));
        var products = orders.productsOf(ids);
        var changed = new LinkedHashMap<UUID, Order>();
        var happened = new ArrayList<Happened>();
        var outgoing = new ArrayList<Outgoing>();
        for (var received : batch) {
            var it = received.message();
            var order = known.get(it.orderId());
            if (order == null) {
                throw new IllegalStateException("The warehouse handles an order " + it.orderId() + " that is not ours");
            }
            var told = told(it, products);
            for (var change : follow(order, told, now)) {
                known.put(order.id(), change.order());
                changed.put(order.id(), change.order());
                for (var event : change.events()) {
                    happened.add(new Happened(event, told.actor(), received.id()));
                    outgoing.add(received.causes(event));
                }
            }
        }
        orders.update(List.copyOf(changed.values()), now);
        orders.record(happened);
        if (!outgoing.isEmpty()) {
            outbox.append(outgoing);
        }
    }

    private static Told told(WarehouseEvent event, Map<UUID, List<UUID>> products) {
        return switch (event) {
            case Packed it -> new Told(Stage.PACKED, News.NONE, it.actor().toString());
            case Shipped it ->
                new Told(
                        Stage.SHIPPED,
                        new News(null, null, it.carrier(), it.trackingNumber(), List.of()),
                        it.actor().toString());
            case Delivered it ->
                new Told(
                        Stage.DELIVERED, News.NONE.about(products.getOrDefault(it.orderId(), List.of())), it.carrier());
            case PickListMade _, ShortPick _ -> throw new IllegalArgumentException("Not listened to: " + event);
        };
    }

    /// One step after the other until the order is where the goods are; none when it is there or further.
    private static List<Change> follow(Order order, Told told, Instant now) {
        if (order.status().stage() == Stage.PENDING) {
            throw new IllegalStateException("Order " + order.id() + " is handled before it is confirmed");
        }
        var changes = new ArrayList<Change>();
        var at = order;
        while (at.status().stage().compareTo(told.stage()) < 0) {
            var next = Lifecycle.next(at.status().stage(), at.fulfilment(), Party.WAREHOUSE);
            if (next.isEmpty()) {
                break;
            }
            var to = next.iterator().next();
            var change = at.step(to, Party.WAREHOUSE, to == told.stage() ? told.news() : News.NONE, now);
            changes.add(change);
            at = change.order();
        }
        if (at.status().stage() == Stage.CANCELLED || at.status().stage() == Stage.REJECTED) {
            log.atError()
                    .addKeyValue("orderId", at.id())
                    .addKeyValue("told", told.stage())
                    .log("The warehouse goes on with an order that is given up");
        }
        return changes;
    }
}
