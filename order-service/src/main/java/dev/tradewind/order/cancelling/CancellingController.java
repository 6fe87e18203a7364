package dev.tradewind.order.cancelling;

import dev.tradewind.order.showing.OrderView;
import dev.tradewind.order.showing.ShownOrders;
import dev.tradewind.web.Caller;
import dev.tradewind.web.ExpectedVersion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CancellingController {

    private final Cancelling cancelling;
    private final ShownOrders orders;

    CancellingController(Cancelling cancelling, ShownOrders orders) {
        this.cancelling = cancelling;
        this.orders = orders;
    }

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    /// 202 while warehouse or payment still decide; the order's status tells what becomes of it.
    @PostMapping("/api/orders/{id}/cancel")
    ResponseEntity<OrderView> cancel(
            @PathVariable UUID id,
            @Valid @RequestBody Reason reason,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var isDecided = cancelling.cancel(caller, id, reason.reason(), new ExpectedVersion(ifMatch));
        var order = orders.find(id, caller).orElseThrow();
        return ResponseEntity.status(isDecided ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .eTag(order.etag())
                .body(order);
    }
}
