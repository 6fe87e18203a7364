package dev.tradewind.order.placing;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.order.customers.AddressBook;
import dev.tradewind.order.customers.SavedAddress;
import dev.tradewind.order.domain.Address;
import dev.tradewind.order.domain.CannotOrder.AddressMissing;
import dev.tradewind.order.domain.CannotOrder.TwoAddresses;
import dev.tradewind.order.domain.CannotOrder.UnknownAddress;
import dev.tradewind.order.domain.Fulfilment;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.domain.Quote;
import dev.tradewind.order.domain.Quote.Wanted;
import dev.tradewind.order.domain.Shelf;
import dev.tradewind.order.fulfilment.Fulfilments;
import dev.tradewind.order.persistence.Intake;
import dev.tradewind.order.persistence.NewOrder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes an order: everything it needs is written, and everything it says is said, in the caller's transaction. Throws
/// [dev.tradewind.order.customers.AddressesUnread] when it needs an address that is not remembered.
@Component
class PlaceOrder {

    private final Shelf shelf;
    private final AddressBook addresses;
    private final Intake intake;
    private final Fulfilments fulfilments;
    private final Outbox outbox;
    private final Clock clock;

    PlaceOrder(Shelf shelf, AddressBook addresses, Intake intake, Fulfilments fulfilments, Outbox outbox, Clock clock) {
        this.shelf = shelf;
        this.addresses = addresses;
        this.intake = intake;
        this.fulfilments = fulfilments;
        this.outbox = outbox;
        this.clock = clock;
    }

    NewOrder place(UUID customerId, UUID organizationId, OrderNumbers.Ticket ticket, OrderRequest request) {
        var wanted = request.wanted();
        var goods = shelf.of(
                organizationId,
                wanted.stream().map(Wanted::productId).distinct().toList());
        var quote = Quote.of(wanted, goods).expecting(request.expectedTotal());
        var fulfilment =
                Objects.requireNonNullElse(request.fulfilment(), quote.store().fulfilment());
        var placed = placed(customerId, quote, fulfilment, ticket, request);
        intake.add(placed);
        var commands = fulfilments.begin(
                placed.order(),
                quote.lines(),
                Math.toIntExact(quote.store().reservationFor().toSeconds()),
                new Fulfilments.Card(
                        request.payment().method(), request.payment().cardToken()),
                placed.event().occurredAt());
        outbox.append(Stream.concat(Stream.<Message>of(placed.event()), commands.stream())
                .map(Outgoing::of)
                .toList());
        return placed;
    }

    private NewOrder placed(
            UUID customerId, Quote quote, Fulfilment fulfilment, OrderNumbers.Ticket ticket, OrderRequest request) {
        var store = quote.store();
        var order = Order.placed(Ids.next(), store.organizationId(), store.id(), customerId, quote.total());
        var orderNumber = ticket.under(store.orderPrefix());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new NewOrder(
                order,
                orderNumber,
                fulfilment,
                quote.lines(),
                address(customerId, fulfilment, request),
                request.instructions(),
                announcement(order, orderNumber, fulfilment, quote, now));
    }

    /// What is picked up goes nowhere, so an address given with it is not kept.
    private @Nullable Address address(UUID customerId, Fulfilment fulfilment, OrderRequest request) {
        var given = request.address();
        var chosen = request.shippingAddressId();
        if (given != null && chosen != null) {
            throw new TwoAddresses();
        }
        if (!fulfilment.needsAddress()) {
            return null;
        }
        if (given != null) {
            return given.address();
        }
        var saved = addresses.of(customerId).stream();
        return chosen == null
                ? saved.filter(SavedAddress::isDefault)
                        .findFirst()
                        .map(SavedAddress::address)
                        .orElseThrow(() -> new AddressMissing(fulfilment))
                : saved.filter(it -> it.id().equals(chosen))
                        .findFirst()
                        .map(SavedAddress::address)
                        .orElseThrow(UnknownAddress::new);
    }

    private static OrderPlaced announcement(
            Order order, String orderNumber, Fulfilment fulfilment, Quote quote, Instant now) {
        return new OrderPlaced(
                order.id(),
                order.organizationId(),
                order.sequence(),
                orderNumber,
                order.storeId(),
                order.customerId(),
                fulfilment.name(),
                quote.lines().stream()
                        .map(it -> new OrderPlaced.Line(it.productId(), it.title(), it.unitPrice(), it.quantity()))
                        .toList(),
                order.total(),
                now);
    }
}
