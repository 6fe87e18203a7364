package dev.tradewind.notification.updates;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An audience as a row holds it.
final class AudienceColumns {

    private AudienceColumns() {}

    static String kind(Audience audience) {
        return switch (audience) {
            case Audience.Order _ -> "ORDER";
            case Audience.Staff _ -> "STAFF";
            case Audience.Product _ -> "PRODUCT";
            case Audience.Account _ -> "ACCOUNT";
            case Audience.Members _ -> "MEMBERS";
            case Audience.Everyone _ -> "EVERYONE";
        };
    }

    static @Nullable UUID subject(Audience audience) {
        return switch (audience) {
            case Audience.Order it -> it.orderId();
            case Audience.Product it -> it.productId();
            case Audience.Account it -> it.accountId();
            case Audience.Staff _, Audience.Members _, Audience.Everyone _ -> null;
        };
    }

    static @Nullable UUID customer(Audience audience) {
        return audience instanceof Audience.Order order ? order.customerId() : null;
    }

    static Audience audience(String kind, @Nullable UUID subject, @Nullable UUID customer) {
        return switch (kind) {
            case "ORDER" -> new Audience.Order(Objects.requireNonNull(subject), Objects.requireNonNull(customer));
            case "STAFF" -> new Audience.Staff();
            case "PRODUCT" -> new Audience.Product(Objects.requireNonNull(subject));
            case "ACCOUNT" -> new Audience.Account(Objects.requireNonNull(subject));
            case "MEMBERS" -> new Audience.Members();
            case "EVERYONE" -> new Audience.Everyone();
            default -> throw new IllegalArgumentException("audience: " + kind + " (expected: one of the sealed ones)");
        };
    }
}
