package dev.tradewind.order.access;

import dev.tradewind.order.domain.Order;
import dev.tradewind.order.domain.Party;
import dev.tradewind.order.showing.OrderNotFound;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import dev.tradewind.web.Forbidden;
import dev.tradewind.web.Scope;

/// As whom somebody may change an order.
public final class Standing {

    private Standing() {}

    /// Its customer or the staff that sells it. Refuses with 403 who may only look, and with 404 everybody else.
    public static Party of(Caller caller, Order order) {
        if (order.customerId().equals(caller.accountId())) {
            return Party.CUSTOMER;
        }
        var isTheirs = order.organizationId().equals(caller.organizationId());
        if (isTheirs && (caller.is(Role.STAFF) || caller.is(Role.ADMIN))) {
            return Party.STAFF;
        }
        if (caller.is(Role.OPERATOR) || (isTheirs && caller.may(Scope.ORDERS_READ))) {
            throw new Forbidden();
        }
        throw new OrderNotFound(order.id());
    }
}
