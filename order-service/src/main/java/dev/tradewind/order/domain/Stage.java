package dev.tradewind.order.domain;

/// The word for where an order stands.
public enum Stage {
    PENDING,
    CONFIRMED,
    PREPARING,
    READY,
    PACKED,
    OUT_FOR_DELIVERY,
    SHIPPED,
    DELIVERED,
    COMPLETED,
    REJECTED,
    CANCELLED;

    /// Paid, sold, and the customer's in the end.
    public boolean isKept() {
        return switch (this) {
            case CONFIRMED, PREPARING, READY, PACKED, OUT_FOR_DELIVERY, SHIPPED, DELIVERED, COMPLETED -> true;
            case PENDING, REJECTED, CANCELLED -> false;
        };
    }

    /// Nothing follows.
    public boolean isEnd() {
        return switch (this) {
            case DELIVERED, COMPLETED, REJECTED, CANCELLED -> true;
            case PENDING, CONFIRMED, PREPARING, READY, PACKED, OUT_FOR_DELIVERY, SHIPPED -> false;
        };
    }
}
