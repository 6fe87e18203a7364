package dev.tradewind.notification.domain;

import java.util.List;
import java.util.UUID;

/// Something that is kept of people and goes when their accounts are erased. Whoever keeps such a thing declares a bean
/// of this.
public interface PersonalData {

    void forget(List<UUID> accounts);
}
