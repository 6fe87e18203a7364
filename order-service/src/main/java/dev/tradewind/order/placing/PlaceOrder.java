package dev.tradewind.order.placing;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.order.cart.Checkouts;
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
import dev.tradewind.order.domain.Shelf.Goods;
import dev.tradewind.order.fulfilment.Fulfilments;
import dev.tradewind.order.fulfilment.Fulfilments.Beginning;
import dev.tradewind.order.fulfilment.Fulfilments.Card;
import dev.tradewind.order.persistence.Intake;
import dev.tradewind.order.persistence.NewOrder;
import dev.tradewind.order.placing.OrderNumbers.Ticket;
import dev.tradewind.web.Asking;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes orders: everything they need is written, and everything they say is said, in the caller's transaction, by one
/// statement for all of them.
@Component
class PlaceOrder {

    private final Checkouts checkouts;
    private final Shelf shelf;
    private final AddressBook addresses;
    private final Intake intake;
    private final Fulfilments fulfilments;
    private final Outbox outbox;
    private final Clock clock;

    PlaceOrder(
            Checkouts checkouts,
            Shelf shelf,
            AddressBook addresses,
            Intake intake,
            Fulfilments fulfilments,
            Outbox outbox,
            Clock clock) {
        this.checkouts = checkouts;
        this.shelf = shelf;
        this.addresses = addresses;
        this.intake = intake;
        this.fulfilments = fulfilments;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// An order as its customer wants it.
    ///
    /// @param traceparent of the request it came with
    record Wish(UUID customerId, UUID organizationId, Ticket ticket, OrderRequest order, String traceparent) {

        private List<Wanted> wanted(Checkouts.Opened carts) {
            var cart = order.cartId();
            return cart == null ? order.wanted() : carts.lines(cart, customerId, organizationId);
        }
    }

    private record Taken(Wish wish, Quote quote, NewOrder placed) {

        private void takes(Checkouts.Opened carts) {
            var cart = wish.order().cartId();
            if (cart != null) {
                carts.takenBy(cart, placed.order().id());
            }
        }

        private Beginning beginning() {
            var payment = wish.order().payment();
            return new Beginning(
                    placed.order(),
                    quote.lines(),
                    Math.toIntExact(quote.store().reservationFor().toSeconds()),
                    new Card(payment.method(), payment.cardToken()),
                    wish.order().cartId());
        }
    }

    /// Answers or refuses each. Refused with [dev.tradewind.order.customers.AddressesUnread] is who needs an address
    /// that is not remembered.
    void place(List<Asking<Wish>> askings) {
        var wishes = askings.stream().map(Asking::request).toList();
        var carts = checkouts.open(wishes.stream()
                .map(it -> it.order().cartId())
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var goods = shelf.of(Stream.concat(
                        wishes.stream()
                                .flatMap(it -> it.order().wanted().stream())
                                .map(Wanted::productId),
                        carts.products().stream())
                .distinct()
                .toList());
        var known = addresses.of(wishes.stream()
                .filter(it -> it.order().address() == null)
                .map(Wish::customerId)
                .distinct()
                .toList());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var taken = new ArrayList<Taken>();
        for (var asking : askings) {
            try {
                var it = taken(asking.request(), carts, goods, known, now);
                taken.add(it);
                it.takes(carts);
                asking.answer(OrderTaken.answer(it.placed()));
            } catch (RuntimeException refusal) {
                asking.refuse(refusal);
            }
        }
        write(taken, now);
        checkouts.write(carts, now);
    }

    private void write(List<Taken> taken, Instant now) {
        if (taken.isEmpty()) {
            return;
        }
        intake.add(taken.stream().map(Taken::placed).toList());
        var commands = fulfilments.begin(taken.stream().map(Taken::beginning).toList(), now);
        outbox.append(taken.stream().flatMap(it -> outgoing(it, commands)).toList());
    }

    private static Stream<Outgoing> outgoing(Taken taken, Map<UUID, List<Message>> commands) {
        var event = taken.placed().event();
        var of = Objects.requireNonNull(commands.get(event.orderId()));
        return Stream.concat(Stream.of(event), of.stream())
                .map(it -> new Outgoing(it, null, taken.wish().traceparent()));
    }

    private static Taken taken(Wish wish, Checkouts.Opened carts, Goods goods, AddressBook.Known known, Instant now) {
        var request = wish.order();
        var wanted = wish.wanted(carts);
        var products = wanted.stream().map(Wanted::productId).toList();
        var quote = Quote.of(wanted, goods.of(wish.organizationId(), products)).expecting(request.expectedTotal());
        var fulfilment =
                Objects.requireNonNullElse(request.fulfilment(), quote.store().fulfilment());
        return new Taken(wish, quote, placed(wish, quote, fulfilment, address(wish, fulfilment, known), now));
    }

    private static NewOrder placed(
            Wish wish, Quote quote, Fulfilment fulfilment, @Nullable Address address, Instant now) {
        var store = quote.store();
        var order = Order.placed(
                Ids.next(), store.organizationId(), store.id(), wish.customerId(), fulfilment, quote.total());
        var number = wish.ticket().under(store.orderPrefix());
        return new NewOrder(
                order,
                number,
                fulfilment,
                quote.lines(),
                address,
                wish.order().instructions(),
                announcement(order, number, fulfilment, quote, now));
    }

    /// What is picked up goes nowhere, so an address given with it is not kept.
    private static @Nullable Address address(Wish wish, Fulfilment fulfilment, AddressBook.Known known) {
        var request = wish.order();
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
        var saved = known.of(wish.customerId()).stream();
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
