package dev.tradewind.order.placing;

import dev.tradewind.order.customers.AddressBook;
import dev.tradewind.order.persistence.NewOrder;
import dev.tradewind.order.showing.OrderView;
import dev.tradewind.order.showing.ShownOrders;
import dev.tradewind.web.Answer;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Forbidden;
import dev.tradewind.web.Idempotency;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PlacingController {

    private static final String ROUTE = "POST /api/orders";

    private final Idempotency idempotency;
    private final OrderNumbers numbers;
    private final PlaceOrder placeOrder;
    private final Waiting waiting;
    private final ShownOrders orders;
    private final AddressBook addresses;

    PlacingController(
            Idempotency idempotency,
            OrderNumbers numbers,
            PlaceOrder placeOrder,
            Waiting waiting,
            ShownOrders orders,
            AddressBook addresses) {
        this.idempotency = idempotency;
        this.numbers = numbers;
        this.placeOrder = placeOrder;
        this.waiting = waiting;
        this.orders = orders;
        this.addresses = addresses;
    }

    /// 201 although nothing is reserved or paid yet: the order exists, and its status tells what becomes of it.
    @PostMapping("/api/orders")
    ResponseEntity<?> place(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @Valid @RequestBody OrderRequest request) {
        var organizationId = caller.organizationId();
        if (organizationId == null) {
            throw new Forbidden();
        }
        var number = numbers.next(organizationId);
        var answered = addresses.reading(
                caller.accountId(),
                authorization,
                () -> idempotency.once(
                        caller,
                        key,
                        ROUTE,
                        request,
                        () -> created(placeOrder.place(caller.accountId(), organizationId, number, request))));
        var preference = Preference.in(prefer);
        if (answered.replayed() || preference.isEmpty()) {
            return answered.response();
        }
        var location = answered.headers().get("Location");
        return afterWaiting(caller, URI.create(location), preference.get());
    }

    private ResponseEntity<OrderView> afterWaiting(Caller caller, URI location, Preference preference) {
        var path = location.getPath();
        var id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        waiting.until(id, preference.patience());
        var order = orders.find(id, caller).orElseThrow();
        return ResponseEntity.created(location)
                .eTag(order.etag())
                .header("Preference-Applied", preference.applied())
                .body(order);
    }

    private static Answer created(NewOrder placed) {
        var view = view(placed);
        return Answer.created(URI.create("/api/orders/" + view.id()), view).with("ETag", view.etag());
    }

    private static OrderView view(NewOrder placed) {
        var order = placed.order();
        return new OrderView(
                order.id(),
                placed.number(),
                order.organizationId(),
                order.storeId(),
                order.customerId(),
                order.status().word(),
                placed.fulfilment(),
                placed.lines().stream()
                        .map(it -> new OrderView.Item(
                                it.productId(), it.title(), it.unitPrice(), it.quantity(), it.instructions()))
                        .toList(),
                order.total(),
                order.payment(),
                order.reservation(),
                null,
                null,
                null,
                order.version(),
                placed.event().occurredAt(),
                placed.event().occurredAt());
    }
}
