package dev.tradewind.messaging;

import org.springframework.transaction.support.TransactionSynchronization;

/// Wakes the relay of this process once something was committed for it. A relay elsewhere finds it by polling.
final class Nudge implements TransactionSynchronization {

    private volatile Runnable wake = () -> {};

    void wakes(Runnable relay) {
        wake = relay;
    }

    @Override
    public void afterCommit() {
        wake.run();
    }
}
