package dev.tradewind.search.recommending;

import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderModified;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Received;
import dev.tradewind.search.recommending.Purchases.Basket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Writes down what is bought. An order counts once it is confirmed, until it is given up.
///
/// The steps of many orders are taken together. That keeps the order of each: it is placed before it is changed, and
/// nothing brings back one that was given up.
@Component
class Buying implements BatchHandler<OrderEvent> {

    private final Purchases purchases;

    Buying(Purchases purchases) {
        this.purchases = purchases;
    }

    @Override
    public void handle(List<Received<OrderEvent>> batch) {
        var placed = new ArrayList<Basket>();
        var changed = new LinkedHashMap<UUID, Basket>();
        var kept = new ArrayList<UUID>();
        var givenUp = new ArrayList<UUID>();
        for (var received : batch) {
            switch (received.message()) {
                case OrderPlaced it ->
                    placed.add(Basket.of(it.orderId(), it.customerId(), it.lines(), it.occurredAt()));
                case OrderModified it ->
                    changed.put(it.orderId(), Basket.of(it.orderId(), it.customerId(), it.lines(), it.occurredAt()));
                case OrderConfirmed it -> kept.add(it.orderId());
                case OrderRejected it -> givenUp.add(it.orderId());
                case OrderCancelled it -> givenUp.add(it.orderId());
                case OrderEvent _ -> {}
            }
        }
        if (!placed.isEmpty()) {
            purchases.placed(placed);
        }
        if (!kept.isEmpty()) {
            purchases.kept(kept);
        }
        if (!changed.isEmpty()) {
            purchases.changed(changed.values());
        }
        if (!givenUp.isEmpty()) {
            purchases.givenUp(givenUp);
        }
    }
}
