package dev.tradewind.catalog.domain;

public enum StoreStatus {
    OPEN,
    CLOSED
}
