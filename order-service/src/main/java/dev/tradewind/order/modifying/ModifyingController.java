package dev.tradewind.order.modifying;

import dev.tradewind.order.showing.OrderView;
import dev.tradewind.order.showing.ShownOrders;
import dev.tradewind.web.Answer;
import dev.tradewind.web.Caller;
import dev.tradewind.web.ExpectedVersion;
import dev.tradewind.web.Idempotency;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ModifyingController {

    private final Modifying modifying;
    private final Idempotency idempotency;
    private final ShownOrders orders;

    ModifyingController(Modifying modifying, Idempotency idempotency, ShownOrders orders) {
        this.modifying = modifying;
        this.idempotency = idempotency;
        this.orders = orders;
    }

    /// 202 while inventory and payment still decide; the order's `modification` tells what becomes of it.
    @PatchMapping("/api/orders/{id}")
    ResponseEntity<?> modify(
            @PathVariable UUID id,
            @Valid @RequestBody ModificationRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        var expected = new ExpectedVersion(ifMatch);
        if (key == null) {
            modifying.modify(caller, id, request, expected);
            var order = shown(id, caller);
            return ResponseEntity.status(status(order)).eTag(order.etag()).body(order);
        }
        return idempotency
                .once(caller, key, "PATCH /api/orders/" + id, request, () -> {
                    modifying.modify(caller, id, request, expected);
                    var order = shown(id, caller);
                    return new Answer(status(order).value(), Map.of(HttpHeaders.ETAG, order.etag()), order);
                })
                .response();
    }

    private OrderView shown(UUID id, Caller caller) {
        return orders.find(id, caller).orElseThrow();
    }

    private static HttpStatus status(OrderView order) {
        return order.isBeingModified() ? HttpStatus.ACCEPTED : HttpStatus.OK;
    }
}
