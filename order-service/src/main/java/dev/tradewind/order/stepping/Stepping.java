package dev.tradewind.order.stepping;

import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.order.access.Staff;
import dev.tradewind.order.domain.CannotChange;
import dev.tradewind.order.domain.Change;
import dev.tradewind.order.domain.News;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.domain.Party;
import dev.tradewind.order.domain.Stage;
import dev.tradewind.order.persistence.Orders;
import dev.tradewind.order.persistence.Orders.Happened;
import dev.tradewind.order.showing.OrderNotFound;
import dev.tradewind.web.ExpectedVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// One step of one order: whoever locks its row first has made it, the other finds it made.
@Component
class Stepping {

    private static final Logger log = LoggerFactory.getLogger(Stepping.class);
    private static final Duration JUST_NOW = Duration.ofMinutes(5);
    private static final Duration FARTHEST = Duration.ofDays(90);

    private final Orders orders;
    private final Outbox outbox;
    private final Clock clock;

    Stepping(Orders orders, Outbox outbox, Clock clock) {
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    void byStaff(Staff staff, UUID orderId, Stage to, News news, ExpectedVersion expected) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var order = orders.lock(orderId)
                .filter(it -> it.organizationId().equals(staff.organizationId()))
                .orElseThrow(() -> new OrderNotFound(orderId));
        expected.check(order.version());
        plausible(news, now);
        var told = to.isEnd() ? news.about(orders.productsOf(List.of(orderId)).getOrDefault(orderId, List.of())) : news;
        write(step(staff, order, to, told, now), staff.accountId().toString(), now);
    }

    /// Who tries what cannot be may be a screen that is out of date, or somebody who has to be shown how.
    private static Change step(Staff staff, Order order, Stage to, News news, Instant now) {
        try {
            return order.step(to, Party.STAFF, news, now);
        } catch (CannotChange refused) {
            log.atInfo()
                    .addKeyValue("orderId", order.id())
                    .addKeyValue("actor", staff.accountId())
                    .addKeyValue("reason", refused.getMessage())
                    .log("Refused a step of an order");
            throw refused;
        }
    }

    private void write(Change change, String actor, Instant now) {
        orders.update(List.of(change.order()), now);
        orders.record(change.events().stream()
                .map(it -> new Happened(it, actor, null))
                .toList());
        outbox.append(change.events().stream().map(Outgoing::of).toList());
    }

    private static void plausible(News news, Instant now) {
        var estimate = news.estimatedReadyAt();
        if (estimate != null && (estimate.isBefore(now.minus(JUST_NOW)) || estimate.isAfter(now.plus(FARTHEST)))) {
            throw new EstimateOutOfReach();
        }
    }
}
