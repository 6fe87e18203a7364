package dev.tradewind.notification.mailing;

import java.util.UUID;

/// Whom to write to. Asked for just before sending, kept in memory only.
record Contact(UUID accountId, String email, String name) {

    @Override
    public String toString() {
        return "Contact[" + accountId + "]";
    }
}
