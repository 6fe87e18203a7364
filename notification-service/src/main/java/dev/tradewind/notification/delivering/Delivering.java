package dev.tradewind.notification.delivering;

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
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Received;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Tells customers how their orders end.
@Component
class Delivering implements BatchHandler<OrderEvent> {

    private final Wording wording;
    private final DeliveryLog log;
    private final Clock clock;

    Delivering(Wording wording, DeliveryLog log, Clock clock) {
        this.wording = wording;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void handle(List<Received<OrderEvent>> batch) {
        log.add(batch.stream().flatMap(this::deliveries).toList(), clock.instant());
    }

    private Stream<Delivery> deliveries(Received<OrderEvent> received) {
        return switch (received.message()) {
            case OrderPlaced _,
                    OrderStatusChanged _,
                    OrderFulfilled _,
                    OrderShipped _,
                    OrderDelivered _,
                    OrderCompleted _,
                    OrderCancelled _,
                    OrderModified _,
                    OrderRefunded _ -> Stream.empty();
            case OrderConfirmed it -> Stream.of(update(received, wording.of(it)));
            case OrderRejected it -> Stream.of(update(received, wording.of(it)));
        };
    }

    private static Delivery update(Received<OrderEvent> received, Notice notice) {
        return new Delivery(Ids.next(), received.id(), received.message(), "order:updated", notice);
    }
}
