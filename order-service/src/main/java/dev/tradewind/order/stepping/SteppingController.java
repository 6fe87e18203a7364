package dev.tradewind.order.stepping;

import dev.tradewind.order.access.Staff;
import dev.tradewind.order.domain.News;
import dev.tradewind.order.domain.Stage;
import dev.tradewind.order.showing.OrderView;
import dev.tradewind.order.showing.ShownOrders;
import dev.tradewind.web.Caller;
import dev.tradewind.web.ExpectedVersion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SteppingController {

    private final Stepping stepping;
    private final ShownOrders orders;

    SteppingController(Stepping stepping, ShownOrders orders) {
        this.stepping = stepping;
        this.orders = orders;
    }

    /// @param note from the staff to the customer
    record Wanted(
            @NotNull Stage status,
            @Nullable Instant estimatedReadyAt,
            @Nullable @Size(min = 1, max = 500) String note) {

        News news() {
            return new News(estimatedReadyAt, note, null, null, List.of());
        }
    }

    @PutMapping("/api/orders/{id}/status")
    ResponseEntity<OrderView> step(
            @PathVariable UUID id,
            @Valid @RequestBody Wanted wanted,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        stepping.byStaff(Staff.of(caller), id, wanted.status(), wanted.news(), new ExpectedVersion(ifMatch));
        var order = orders.find(id, caller).orElseThrow();
        return ResponseEntity.ok().eTag(order.etag()).body(order);
    }
}
