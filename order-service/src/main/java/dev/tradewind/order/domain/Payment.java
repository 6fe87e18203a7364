package dev.tradewind.order.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of an order's money.
///
/// @param transactionId the payment at payment-service; known once it was approved
public record Payment(Status status, @Nullable UUID transactionId) {

    public enum Status {
        PENDING,
        APPROVED,
        DECLINED,
        UNKNOWN,
        VOIDED,
        PARTIALLY_REFUNDED,
        REFUNDED
    }

    public static final Payment PENDING = new Payment(Status.PENDING, null);

    public Payment approved(UUID transactionId) {
        return new Payment(Status.APPROVED, transactionId);
    }

    public Payment in(Status next) {
        return new Payment(next, transactionId);
    }

    /// Whether money may be with us that an order without goods must not keep.
    boolean holdsMoney() {
        return switch (status) {
            case APPROVED, UNKNOWN, PARTIALLY_REFUNDED -> true;
            case PENDING, DECLINED, VOIDED, REFUNDED -> false;
        };
    }
}
