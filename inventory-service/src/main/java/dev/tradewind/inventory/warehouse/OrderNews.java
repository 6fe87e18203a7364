package dev.tradewind.inventory.warehouse;

import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.contracts.OrderEvent.OrderCompleted;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderDelivered;
import dev.tradewind.contracts.OrderEvent.OrderFulfilled;
import dev.tradewind.contracts.OrderEvent.OrderModified;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderRefunded;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.contracts.OrderEvent.OrderShipped;
import dev.tradewind.contracts.OrderEvent.OrderStatusChanged;
import dev.tradewind.inventory.warehouse.PickList.Line;
import dev.tradewind.inventory.warehouse.PickList.Parcel;
import dev.tradewind.inventory.warehouse.PickList.Status;
import dev.tradewind.inventory.warehouse.PickList.Step;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.messaging.Received;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Follows the orders that are shipped: their lists wait for the confirmation, open with it, change with the order
/// and end with it, be it cancelled or be it that staff has told the order, and not us, that it is packed and shipped.
/// What was heard before is known by its sequence.
@Component
class OrderNews implements BatchHandler<OrderEvent> {

    private static final String SHIPMENT = "SHIPMENT";

    private final PickLists lists;
    private final Sales sales;
    private final Outbox outbox;
    private final Clock clock;

    OrderNews(PickLists lists, Sales sales, Outbox outbox, Clock clock) {
        this.lists = lists;
        this.sales = sales;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void handle(List<Received<OrderEvent>> batch) {
        var placed = new ArrayList<PickList>();
        var others = new ArrayList<Received<OrderEvent>>();
        for (var received : batch) {
            if (received.message() instanceof OrderPlaced it) {
                if (it.fulfilment().equals(SHIPMENT)) {
                    placed.add(waiting(it));
                }
            } else {
                others.add(received);
            }
        }
        lists.add(placed);
        if (!others.isEmpty()) {
            follow(others);
        }
    }

    private void follow(List<Received<OrderEvent>> events) {
        var now = lists.timeToMake(confirmed(events), clock.instant());
        var locked = lists.lockOf(
                events.stream().map(it -> it.message().orderId()).distinct().toList());
        var current = new HashMap<UUID, PickList>();
        locked.forEach(it -> current.put(it.order().id(), it));
        var outgoing = new ArrayList<Outgoing>();
        for (var received : events) {
            var event = received.message();
            var list = current.get(event.orderId());
            if (list == null || event.sequence() <= list.heard()) {
                continue;
            }
            var step = step(list, event, now);
            if (step != null) {
                current.put(event.orderId(), step.list());
                if (step.said() != null) {
                    outgoing.add(received.causes(step.said()));
                }
            }
        }
        var changes = new HashMap<PickList, PickList>();
        var neverConfirmed = new ArrayList<PickList>();
        for (var before : locked) {
            var after = current.getOrDefault(before.order().id(), before);
            if (before.status() == Status.WAITING && after.status() == Status.CANCELLED) {
                neverConfirmed.add(before);
            } else if (after.version() != before.version()) {
                changes.put(before, after);
            }
        }
        lists.write(changes);
        sales.lookAgain(changes.keySet().stream()
                .filter(it -> it.status() == Status.SHORT)
                .map(it -> it.order().id())
                .toList());
        sales.close(ordersThatCameTo(Status.PACKED, changes), now);
        sales.leaveTheHouse(ordersThatCameTo(Status.SHIPPED, changes), now);
        lists.drop(neverConfirmed);
        outbox.append(outgoing);
    }

    private static Set<UUID> confirmed(List<Received<OrderEvent>> events) {
        return events.stream()
                .map(Received::message)
                .filter(OrderConfirmed.class::isInstance)
                .map(OrderEvent::organizationId)
                .collect(Collectors.toSet());
    }

    private static List<UUID> ordersThatCameTo(Status status, Map<PickList, PickList> changes) {
        return changes.entrySet().stream()
                .filter(it -> it.getKey().status().compareTo(status) < 0)
                .map(Map.Entry::getValue)
                .filter(it -> it.status() != Status.CANCELLED && it.status().compareTo(status) >= 0)
                .map(it -> it.order().id())
                .toList();
    }

    private static @Nullable Parcel parcel(OrderShipped event) {
        return event.carrier() != null && event.trackingNumber() != null
                ? new Parcel(event.carrier(), event.trackingNumber())
                : null;
    }

    /// Null where the order's news are not the warehouse's.
    private static @Nullable Step step(PickList list, OrderEvent event, Instant now) {
        return switch (event) {
            case OrderConfirmed it ->
                list.status() == Status.WAITING ? list.open(list.lines(), it.sequence(), now) : null;
            case OrderModified it -> modified(list, it, now);
            case OrderCancelled it -> list.cancel(it.sequence());
            case OrderRejected it -> list.cancel(it.sequence());
            case OrderFulfilled it -> list.packed(it.sequence(), it.occurredAt());
            case OrderShipped it -> list.shipped(parcel(it), it.sequence(), it.occurredAt());
            case OrderDelivered it -> list.delivered(it.sequence(), it.occurredAt());
            case OrderPlaced _, OrderStatusChanged _, OrderCompleted _, OrderRefunded _ -> null;
        };
    }

    /// Only other instructions are nothing new to the warehouse.
    private static @Nullable Step modified(PickList list, OrderModified event, Instant now) {
        var lines = lines(event.lines());
        return switch (list.status()) {
            case WAITING -> list.waiting(lines, event.sequence());
            case OPEN, SHORT, PACKED ->
                wants(list.lines()).equals(wants(lines)) ? null : list.open(lines, event.sequence(), now);
            case SHIPPED, DELIVERED, CANCELLED -> null;
        };
    }

    private static List<Line> wants(List<Line> lines) {
        return lines.stream()
                .map(it -> new Line(it.productId(), "", it.quantity(), null))
                .sorted((a, b) -> a.productId().compareTo(b.productId()))
                .toList();
    }

    private static PickList waiting(OrderPlaced it) {
        return new PickList(
                Ids.next(),
                new PickList.Order(it.orderId(), it.organizationId(), it.storeId(), it.customerId(), it.orderNumber()),
                Status.WAITING,
                lines(it.lines()),
                null,
                0,
                it.sequence(),
                1,
                new PickList.Times(it.occurredAt(), null, null, null));
    }

    /// A product that is ordered in several lines is picked once.
    private static List<Line> lines(List<OrderPlaced.Line> ordered) {
        var lines = new LinkedHashMap<UUID, Line>();
        ordered.forEach(it -> lines.merge(
                it.productId(),
                new Line(it.productId(), it.title(), it.quantity(), null),
                (a, b) -> new Line(a.productId(), a.title(), Math.addExact(a.quantity(), b.quantity()), null)));
        return List.copyOf(lines.values());
    }
}
