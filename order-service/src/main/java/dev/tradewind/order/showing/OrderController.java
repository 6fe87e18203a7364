package dev.tradewind.order.showing;

import dev.tradewind.order.showing.ShownOrders.Event;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders/{id}")
class OrderController {

    private final ShownOrders orders;

    OrderController(ShownOrders orders) {
        this.orders = orders;
    }

    @GetMapping(params = "!at")
    ResponseEntity<OrderView> show(@PathVariable UUID id, Caller caller) {
        var order = orders.find(id, caller).orElseThrow(() -> new OrderNotFound(id));
        return ResponseEntity.ok().eTag(order.etag()).body(order);
    }

    /// Oldest first.
    @GetMapping("/events")
    Page<Event> events(@PathVariable UUID id, Caller caller, PageRequest page) {
        return Page.of(page, orders.history(id, caller, page), it -> Cursor.after(it.sequence()));
    }
}
