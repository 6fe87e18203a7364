package dev.tradewind.catalog.domain;

/// How what was ordered reaches the customer.
public enum Fulfilment {
    PICKUP,
    DELIVERY,
    SHIPMENT
}
