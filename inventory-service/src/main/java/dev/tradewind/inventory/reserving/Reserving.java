package dev.tradewind.inventory.reserving;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.Message;
import dev.tradewind.inventory.domain.ReservationBooks;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.messaging.Received;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Answers a whole poll of commands with a handful of statements.
@Component
class Reserving implements BatchHandler<InventoryCommand> {

    private final ReservationBooks books;
    private final Outbox outbox;
    private final Clock clock;

    Reserving(ReservationBooks books, Outbox outbox, Clock clock) {
        this.books = books;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Answer(Received<InventoryCommand> to, Message message) {}

    @Override
    public void handle(List<Received<InventoryCommand>> batch) {
        var book = books.open(batch.stream().map(Received::message).toList());
        // Read after the locks: whoever had them before us has not seen a later time.
        var now = clock.instant();
        var answers = new ArrayList<Answer>();
        for (var received : batch) {
            var told = book.notices().size();
            var answer = book.decide(received.message(), now);
            // A cart hears first that its time was over, then what became of its wish.
            book.notices().stream().skip(told).forEach(it -> answers.add(new Answer(received, it)));
            answers.add(new Answer(received, answer));
        }
        books.write(book, now);
        var outgoing = new ArrayList<Outgoing>();
        answers.forEach(it -> outgoing.add(it.to().causes(book.told(it.message()))));
        book.stock().announcements(now).forEach(it -> outgoing.add(Outgoing.of(it)));
        outbox.append(outgoing);
    }
}
