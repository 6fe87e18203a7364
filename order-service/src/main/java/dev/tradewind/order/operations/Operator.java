package dev.tradewind.order.operations;

import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import java.util.UUID;

/// Who runs the platform; nobody else gets in here.
record Operator(UUID id) {

    static Operator of(Caller caller) {
        caller.mustBe(Role.OPERATOR);
        return new Operator(caller.accountId());
    }
}
