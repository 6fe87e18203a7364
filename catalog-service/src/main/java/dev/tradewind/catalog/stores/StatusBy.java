package dev.tradewind.catalog.stores;

/// Who opens and closes a store.
enum StatusBy {
    HAND,
    HOURS
}
