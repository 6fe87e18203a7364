package dev.tradewind.order.history;

import dev.tradewind.order.domain.Stage;
import dev.tradewind.order.history.Summaries.Wanted;
import dev.tradewind.order.showing.OrderNotFound;
import dev.tradewind.order.showing.OrderView;
import dev.tradewind.order.showing.ShownOrders;
import dev.tradewind.web.BadParameter;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Forbidden;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import dev.tradewind.web.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HistoryController {

    private final Summaries summaries;
    private final ShownOrders orders;

    HistoryController(Summaries summaries, ShownOrders orders) {
        this.summaries = summaries;
        this.orders = orders;
    }

    /// The order as it was, told by its events alone; its version is the sequence of the last of them.
    @GetMapping(path = "/api/orders/{id}", params = "at")
    OrderView then(@PathVariable UUID id, @RequestParam Instant at, Caller caller) {
        var order = orders.find(id, caller).orElseThrow(() -> new OrderNotFound(id));
        @Nullable Summary then = null;
        for (var event : summaries.events(order.id(), at)) {
            then = Summary.after(then, event);
        }
        if (then == null) {
            throw new OrderNotFound(id);
        }
        return then.view();
    }

    @GetMapping("/api/orders")
    Page<OrderView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Stage status,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String scope,
            PageRequest page) {
        var found = summaries.list(wanted(caller, scope, status, from, to), page);
        var given = found.stream().limit(page.limit()).toList();
        var next = found.size() > given.size() ? given.getLast() : null;
        return new Page<>(
                given.stream().map(Summary::view).toList(),
                next == null ? null : Cursor.after(next.placedAt(), next.orderId()));
    }

    private static Wanted wanted(
            Caller caller,
            @Nullable String scope,
            @Nullable Stage status,
            @Nullable Instant from,
            @Nullable Instant to) {
        if (scope == null || scope.equals("own")) {
            return new Wanted(caller.accountId(), null, status, from, to);
        }
        if (!scope.equals("organization")) {
            throw new BadParameter("scope", "must be own or organization");
        }
        if (caller.is(Role.OPERATOR)) {
            return new Wanted(null, null, status, from, to);
        }
        var organizationId = caller.organizationId();
        if (organizationId == null || !mayReadAll(caller)) {
            throw new Forbidden();
        }
        return new Wanted(null, organizationId, status, from, to);
    }

    private static boolean mayReadAll(Caller caller) {
        return caller.is(Role.STAFF) || caller.is(Role.ADMIN) || caller.may(Scope.ORDERS_READ);
    }
}
