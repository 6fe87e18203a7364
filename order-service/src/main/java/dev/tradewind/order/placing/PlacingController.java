package dev.tradewind.order.placing;

import dev.tradewind.messaging.Traceparent;
import dev.tradewind.order.customers.AddressBook;
import dev.tradewind.order.placing.PlaceOrder.Wish;
import dev.tradewind.order.showing.OrderView;
import dev.tradewind.order.showing.ShownOrders;
import dev.tradewind.web.Caller;
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
    private final Counter counter;
    private final Waiting waiting;
    private final ShownOrders orders;
    private final AddressBook addresses;

    PlacingController(
            Idempotency idempotency,
            OrderNumbers numbers,
            Counter counter,
            Waiting waiting,
            ShownOrders orders,
            AddressBook addresses) {
        this.idempotency = idempotency;
        this.numbers = numbers;
        this.counter = counter;
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
        var organizationId = caller.ownOrganization();
        var wish = new Wish(
                caller.accountId(), organizationId, numbers.next(organizationId), request, Traceparent.current());
        var answered = addresses.reading(
                caller.accountId(),
                authorization,
                () -> counter.take(idempotency.asking(caller, key, ROUTE, request, wish)));
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
}
