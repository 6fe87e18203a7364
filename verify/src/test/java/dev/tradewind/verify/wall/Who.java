package dev.tradewind.verify.wall;

import dev.tradewind.verify.suite.Api;
import dev.tradewind.verify.suite.Demo;
import org.jspecify.annotations.Nullable;

/// Whoever may knock, in the order of the table's columns. All but the first and the last two belong to `pantry`.
enum Who {
    NOBODY(null),
    CUSTOMER(Demo.customer("pantry")),
    OTHER_CUSTOMER(Demo.customers("pantry").getLast()),
    STAFF(Demo.staff("pantry")),
    ADMIN(Demo.admin("pantry")),
    FOREIGN_STAFF(Demo.staff("techcorp")),
    OPERATOR(Demo.OPERATOR);

    private final @Nullable String email;

    Who(@Nullable String email) {
        this.email = email;
    }

    @Nullable
    String token(Api api) {
        return email == null ? null : api.token(email);
    }
}
