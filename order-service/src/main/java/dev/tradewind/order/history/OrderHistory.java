package dev.tradewind.order.history;

import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.messaging.Received;
import dev.tradewind.messaging.Subscription;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Projects the event stream into the read model. It knows repetitions by their sequence, so a topic may be
/// replayed from its start; where an event is missing, the history in our own database fills the gap.
@Configuration(proxyBeanMethods = false)
class OrderHistory {

    private static final Logger log = LoggerFactory.getLogger(OrderHistory.class);

    private final Summaries summaries;

    OrderHistory(Summaries summaries) {
        this.summaries = summaries;
    }

    @Bean
    Subscription<OrderEvent> orderHistoryProjection() {
        return Subscription.<OrderEvent>ofBatches("order-history", Set.of(OrderEvent.class), this::project)
                .withoutInbox()
                .patiently();
    }

    private void project(List<Received<OrderEvent>> batch) {
        var known = new HashMap<UUID, Summary>();
        summaries
                .find(batch.stream()
                        .map(it -> it.message().orderId())
                        .distinct()
                        .toList())
                .forEach(it -> known.put(it.orderId(), it));
        var changed = new LinkedHashMap<UUID, Summary>();
        var torn = new TreeSet<UUID>();
        for (var received : batch) {
            var event = received.message();
            var before = known.get(event.orderId());
            if (Summary.isNext(before, event)) {
                var after = Summary.after(before, event);
                known.put(event.orderId(), after);
                changed.put(event.orderId(), after);
            } else if (!Summary.isKnown(before, event)) {
                torn.add(event.orderId());
            }
        }
        if (!torn.isEmpty()) {
            log.atWarn().addKeyValue("orderIds", torn).log("The event stream has a gap; it is filled from the history");
            mend(torn, changed);
        }
        summaries.save(changed.values().stream()
                .sorted((a, b) -> a.orderId().compareTo(b.orderId()))
                .toList());
    }

    private void mend(Set<UUID> torn, Map<UUID, Summary> changed) {
        torn.forEach(changed::remove);
        summaries
                .events(torn)
                .forEach(event -> changed.compute(event.orderId(), (_, before) -> Summary.after(before, event)));
    }
}
