package dev.tradewind.inventory.expiring;

import dev.tradewind.inventory.domain.ReservationBooks;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Gives overdue reservations and holds back. Carts are told; a saga learns it when it wants to confirm.
///
/// Any number of instances may sweep at once, each takes what the others have not locked. Against a confirmation
/// the lock of the reservation decides: whoever comes second finds it decided.
@Component
class Expiring {

    private static final Logger log = LoggerFactory.getLogger(Expiring.class);
    private static final int LIMIT = 500;
    private static final Duration KEPT = Duration.ofDays(60);

    private final ReservationBooks books;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Expiring(ReservationBooks books, Outbox outbox, Clock clock, TransactionTemplate transaction) {
        this.books = books;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "${tradewind.inventory.expiry-pause:500ms}")
    void sweep() {
        int expired;
        do {
            expired = expireSome();
            if (expired > 0) {
                log.atInfo().addKeyValue("reservations", expired).log("Overdue reservations gave their stock back");
            }
        } while (expired == LIMIT);
    }

    /// What nobody asks for any more: carts live for thirty days, and changes of orders for minutes.
    @Scheduled(fixedDelayString = "${tradewind.inventory.clean-up:1h}", initialDelayString = "1m")
    void forget() {
        int forgotten;
        do {
            var before = clock.instant().minus(KEPT);
            forgotten = Objects.requireNonNull(transaction.execute(_ -> books.forget(before, LIMIT)));
        } while (forgotten >= LIMIT);
    }

    private int expireSome() {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var now = clock.instant();
            var book = books.openOverdue(now, LIMIT);
            book.expire(now);
            var expired = book.changed().size();
            if (expired > 0) {
                books.write(book, now);
                outbox.append(Stream.concat(book.notices().stream(), book.stock().announcements(now).stream())
                        .map(Outgoing::of)
                        .toList());
            }
            return expired;
        }));
    }
}
