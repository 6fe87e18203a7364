package dev.tradewind.order.modifying;

import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.order.access.Standing;
import dev.tradewind.order.domain.CannotChange.MoneyGivenBack;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.domain.Quote.Wanted;
import dev.tradewind.order.domain.Revision;
import dev.tradewind.order.domain.Shelf;
import dev.tradewind.order.fulfilment.Fulfilments;
import dev.tradewind.order.fulfilment.Modification;
import dev.tradewind.order.persistence.Orders;
import dev.tradewind.order.persistence.Orders.Happened;
import dev.tradewind.order.persistence.Revisions;
import dev.tradewind.order.persistence.Revisions.Ordered;
import dev.tradewind.order.persistence.Revisions.Outcome.Applied;
import dev.tradewind.order.refunding.Refunding;
import dev.tradewind.order.showing.OrderNotFound;
import dev.tradewind.web.Caller;
import dev.tradewind.web.ExpectedVersion;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Prices what is wanted and hands it to those who have the goods and the money. What concerns neither is changed at
/// once.
@Component
class Modifying {

    private final Fulfilments fulfilments;
    private final Orders orders;
    private final Revisions revisions;
    private final Refunding refunding;
    private final Shelf shelf;
    private final Outbox outbox;
    private final Clock clock;

    Modifying(
            Fulfilments fulfilments,
            Orders orders,
            Revisions revisions,
            Refunding refunding,
            Shelf shelf,
            Outbox outbox,
            Clock clock) {
        this.fulfilments = fulfilments;
        this.orders = orders;
        this.revisions = revisions;
        this.refunding = refunding;
        this.shelf = shelf;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    void modify(Caller caller, UUID orderId, ModificationRequest request, ExpectedVersion expected) {
        var order = fulfilments.lock(orderId).orElseThrow(() -> new OrderNotFound(orderId));
        var by = Standing.of(caller, order);
        expected.check(order.version());
        order.mayBeModified();
        var ordered = revisions.ordered(orderId);
        var revision = priced(order, ordered, request.wanted()).expecting(request.expectedTotal());
        if (!revision.wantsOtherGoodsThan(ordered.lines())) {
            changeAtOnce(order, ordered, revision, request.instructions(), caller.accountId());
            return;
        }
        // What was agreed on stays agreed: of the new total it is given back as it was of the old one.
        var agreed = refunding.agreedOn(order);
        if (agreed.amount() > 0 && revision.total().amount() <= agreed.amount()) {
            throw new MoneyGivenBack(agreed);
        }
        var payment = request.payment();
        fulfilments.modify(
                orderId,
                new Modification(
                        Ids.next(),
                        by,
                        caller.accountId(),
                        revision,
                        request.instructions(),
                        payment == null ? null : payment.method(),
                        payment == null ? null : payment.cardToken(),
                        null));
    }

    private Revision priced(Order order, Ordered ordered, @Nullable List<Wanted> wanted) {
        if (wanted == null) {
            return new Revision(ordered.lines(), order.total());
        }
        var products = wanted.stream().map(Wanted::productId).distinct().toList();
        var goods = shelf.of(products).of(order.organizationId(), products);
        return Revision.of(ordered.lines(), wanted, order.storeId(), goods);
    }

    /// Other words for the same goods; the same words are no change.
    private void changeAtOnce(
            Order order, Ordered ordered, Revision revision, @Nullable String instructions, UUID actor) {
        var saysTheSame =
                instructions == null || instructions.equals(Objects.requireNonNullElse(ordered.instructions(), ""));
        if (saysTheSame && revision.lines().equals(ordered.lines())) {
            return;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var change = order.modified(revision, now);
        orders.update(List.of(change.order()), now);
        orders.record(change.events().stream()
                .map(it -> new Happened(it, actor.toString(), null))
                .toList());
        revisions.write(List.of(new Applied(order.id(), Ids.next(), revision, instructions)));
        outbox.append(change.events().stream().map(Outgoing::of).toList());
    }
}
