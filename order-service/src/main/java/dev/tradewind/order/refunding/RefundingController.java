package dev.tradewind.order.refunding;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.access.Staff;
import dev.tradewind.order.refunding.Refund.Kind;
import dev.tradewind.order.refunding.Refund.Status;
import dev.tradewind.order.showing.OrderNotFound;
import dev.tradewind.order.showing.ShownOrders;
import dev.tradewind.web.Answer;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Idempotency;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders/{id}/refunds")
class RefundingController {

    private final Idempotency idempotency;
    private final Refunding refunding;
    private final Refunds refunds;
    private final ShownOrders orders;

    RefundingController(Idempotency idempotency, Refunding refunding, Refunds refunds, ShownOrders orders) {
        this.idempotency = idempotency;
        this.refunding = refunding;
        this.refunds = refunds;
        this.orders = orders;
    }

    /// What the customer sees of it too.
    record RefundView(
            UUID id,
            Kind kind,
            Money amount,
            Status status,
            Instant requestedAt,
            @Nullable Instant settledAt) {

        static RefundView of(Refund it) {
            return new RefundView(it.id(), it.kind(), it.amount(), it.status(), it.requestedAt(), it.settledAt());
        }
    }

    @PostMapping
    ResponseEntity<?> refund(
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody RefundRequest request,
            Caller caller) {
        var staff = Staff.of(caller);
        return idempotency
                .once(
                        caller,
                        key,
                        "POST /api/orders/" + id + "/refunds",
                        request,
                        () -> Answer.created(
                                URI.create("/api/orders/" + id + "/refunds"),
                                RefundView.of(refunding.refund(staff, id, request))))
                .response();
    }

    /// Oldest first.
    @GetMapping
    Page<RefundView> list(@PathVariable UUID id, Caller caller, PageRequest page) {
        var order = orders.find(id, caller).orElseThrow(() -> new OrderNotFound(id));
        return Page.of(page, refunds.of(order.id(), page), it -> Cursor.after(it.requestedAt(), it.id()))
                .map(RefundView::of);
    }
}
