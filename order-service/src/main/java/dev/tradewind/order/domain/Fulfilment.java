package dev.tradewind.order.domain;

/// How the goods reach the customer.
public enum Fulfilment {
    PICKUP,
    DELIVERY,
    SHIPMENT;

    public boolean needsAddress() {
        return switch (this) {
            case PICKUP -> false;
            case DELIVERY, SHIPMENT -> true;
        };
    }
}
