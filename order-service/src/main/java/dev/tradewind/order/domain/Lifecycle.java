package dev.tradewind.order.domain;

import static dev.tradewind.order.domain.Fulfilment.DELIVERY;
import static dev.tradewind.order.domain.Fulfilment.PICKUP;
import static dev.tradewind.order.domain.Fulfilment.SHIPMENT;
import static dev.tradewind.order.domain.Party.CUSTOMER;
import static dev.tradewind.order.domain.Party.HOUSE;
import static dev.tradewind.order.domain.Party.STAFF;
import static dev.tradewind.order.domain.Party.WAREHOUSE;
import static dev.tradewind.order.domain.Stage.CANCELLED;
import static dev.tradewind.order.domain.Stage.COMPLETED;
import static dev.tradewind.order.domain.Stage.CONFIRMED;
import static dev.tradewind.order.domain.Stage.DELIVERED;
import static dev.tradewind.order.domain.Stage.OUT_FOR_DELIVERY;
import static dev.tradewind.order.domain.Stage.PACKED;
import static dev.tradewind.order.domain.Stage.PENDING;
import static dev.tradewind.order.domain.Stage.PREPARING;
import static dev.tradewind.order.domain.Stage.READY;
import static dev.tradewind.order.domain.Stage.REJECTED;
import static dev.tradewind.order.domain.Stage.SHIPPED;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The one table of what may follow what, how the goods reach the customer, and who may make it so.
public final class Lifecycle {

    private static final Set<Fulfilment> EVERY = Set.of(PICKUP, DELIVERY, SHIPMENT);
    private static final Set<Fulfilment> KITCHEN = Set.of(PICKUP, DELIVERY);

    private static final List<Way> TABLE = List.of(
            new Way(PENDING, CONFIRMED, EVERY, Set.of(HOUSE)),
            new Way(PENDING, REJECTED, EVERY, Set.of(HOUSE)),
            new Way(CONFIRMED, PREPARING, KITCHEN, Set.of(STAFF)),
            new Way(PREPARING, READY, KITCHEN, Set.of(STAFF)),
            new Way(READY, COMPLETED, Set.of(PICKUP), Set.of(STAFF)),
            new Way(READY, OUT_FOR_DELIVERY, Set.of(DELIVERY), Set.of(STAFF)),
            new Way(OUT_FOR_DELIVERY, DELIVERED, Set.of(DELIVERY), Set.of(STAFF)),
            new Way(CONFIRMED, PACKED, Set.of(SHIPMENT), Set.of(STAFF, WAREHOUSE)),
            new Way(PACKED, SHIPPED, Set.of(SHIPMENT), Set.of(STAFF, WAREHOUSE)),
            new Way(SHIPPED, DELIVERED, Set.of(SHIPMENT), Set.of(STAFF, WAREHOUSE)),
            // As long as nothing left the house.
            new Way(PENDING, CANCELLED, EVERY, Set.of(CUSTOMER, STAFF)),
            new Way(CONFIRMED, CANCELLED, EVERY, Set.of(CUSTOMER, STAFF)),
            new Way(PREPARING, CANCELLED, KITCHEN, Set.of(CUSTOMER, STAFF)),
            new Way(READY, CANCELLED, KITCHEN, Set.of(CUSTOMER, STAFF)),
            new Way(PACKED, CANCELLED, Set.of(SHIPMENT), Set.of(CUSTOMER, STAFF)));

    private record Way(Stage from, Stage to, Set<Fulfilment> fulfilments, Set<Party> parties) {}

    private Lifecycle() {}

    /// What this party can make of an order that stands there.
    public static Set<Stage> next(Stage from, Fulfilment fulfilment, Party by) {
        var next = EnumSet.noneOf(Stage.class);
        for (var way : TABLE) {
            if (way.from() == from
                    && way.fulfilments().contains(fulfilment)
                    && way.parties().contains(by)) {
                next.add(way.to());
            }
        }
        return Collections.unmodifiableSet(next);
    }

    /// Refuses what the table does not allow.
    static void check(Stage from, Stage to, Fulfilment fulfilment, Party by) {
        var next = next(from, fulfilment, by);
        if (!next.contains(to)) {
            throw new CannotChange.IllegalTransition(from, to, next);
        }
    }
}
