package dev.tradewind.auth.accounts;

import java.util.UUID;

/// Something that is kept of a person and goes when the account is erased. Whoever keeps such a thing declares a bean
/// of this; it is called in the transaction that erases.
public interface PersonalData {

    void erase(UUID accountId);
}
