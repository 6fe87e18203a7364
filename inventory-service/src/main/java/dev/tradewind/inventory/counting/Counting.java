package dev.tradewind.inventory.counting;

import dev.tradewind.inventory.domain.Stock;
import dev.tradewind.inventory.domain.StockBook;
import dev.tradewind.inventory.domain.StockBooks;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.web.ExpectedVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What people say about the stock.
@Component
class Counting {

    private final StockBooks books;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Counting(StockBooks books, Outbox outbox, Clock clock, TransactionTemplate transaction) {
        this.books = books;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    /// @param lowAt null leaves it as it is
    Stock count(Clerk clerk, UUID productId, ExpectedVersion expected, long onHand, @Nullable Long lowAt) {
        return change(clerk, productId, expected, (book, now) -> {
            book.count(productId, onHand, clerk.accountId(), now);
            if (lowAt != null) {
                book.warnAt(productId, lowAt);
            }
        });
    }

    Stock adjust(Clerk clerk, UUID productId, ExpectedVersion expected, long delta, String reason) {
        return change(
                clerk,
                productId,
                expected,
                (book, now) -> book.adjust(productId, delta, clerk.accountId(), reason, now));
    }

    private Stock change(Clerk clerk, UUID productId, ExpectedVersion expected, BiConsumer<StockBook, Instant> change) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var book = books.open(Set.of(productId));
            var before = book.of(productId, clerk.organizationId());
            if (!expected.allows(before.version())) {
                throw new StaleStock(productId);
            }
            var now = clock.instant();
            change.accept(book, now);
            books.write(book);
            outbox.append(book.announcements(now).stream().map(Outgoing::of).toList());
            return book.changed().stream().findFirst().orElse(before);
        }));
    }
}
