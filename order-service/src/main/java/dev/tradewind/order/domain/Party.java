package dev.tradewind.order.domain;

/// Who makes an order go on.
public enum Party {

    /// Who ordered.
    CUSTOMER,

    /// Who sells: staff and administrators of the organisation.
    STAFF,

    /// Who packs and ships, and the carrier through them.
    WAREHOUSE,

    /// What was agreed between the services.
    HOUSE
}
