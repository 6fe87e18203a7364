package dev.tradewind.order.operations;

import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import dev.tradewind.web.Forbidden;
import java.util.UUID;

/// Who runs the platform; nobody else gets in here.
record Operator(UUID id) {

    static Operator of(Caller caller) {
        if (!caller.is(Role.OPERATOR)) {
            throw new Forbidden();
        }
        return new Operator(caller.accountId());
    }
}
