package dev.tradewind.order.customers;

/// The customer's addresses must be read before, outside the transaction.
public final class AddressesUnread extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AddressesUnread() {
        super("addresses unread", null, false, false);
    }
}
