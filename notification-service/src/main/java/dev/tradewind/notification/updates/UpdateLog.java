package dev.tradewind.notification.updates;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Where updates are said: within the transaction of what they are about, so that neither is without the other.
///
/// They get their numbers when the transaction is about to commit, all at once and in the order of the logs' names.
/// Nobody else's append waits longer for this one than a commit takes, and two of them never wait for each other.
@Component
public class UpdateLog {

    private final Entries entries;
    private final ObjectProvider<NewEntries> listeners;
    private final Clock clock;

    UpdateLog(Entries entries, ObjectProvider<NewEntries> listeners, Clock clock) {
        this.entries = entries;
        this.listeners = listeners;
        this.clock = clock;
    }

    /// Clients that are connected are told after the commit, in the order of the list. Whoever handles messages does so
    /// behind the inbox, so that what is said twice is told once.
    ///
    /// @throws IllegalStateException outside a transaction
    public void append(List<Update> updates) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("Updates are appended within a transaction");
        }
        if (!updates.isEmpty()) {
            appended().updates.addAll(updates);
        }
    }

    private Appended appended() {
        for (var known : TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof Appended ours) {
                return ours;
            }
        }
        var fresh = new Appended();
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    private final class Appended implements TransactionSynchronization {

        private final List<Update> updates = new ArrayList<>();
        private List<Entry> written = List.of();

        @Override
        public void beforeCommit(boolean readOnly) {
            written = entries.write(updates, clock.instant());
        }

        @Override
        public void afterCommit() {
            listeners.orderedStream().forEach(it -> it.committed(written));
        }
    }
}
