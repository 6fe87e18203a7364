package dev.tradewind.verify.check;

import dev.tradewind.verify.suite.Database;
import dev.tradewind.verify.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Whether anything is still under way: a saga, an outbox row, a message nobody has read.
final class Rest {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    private final Suite suite;

    Rest(Suite suite) {
        this.suite = suite;
    }

    /// Nothing, or what was still moving when the patience ended. Twice at rest, because what one service has
    /// just read another may be about to hear of.
    List<String> await(Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        var databases = Suite.DATABASES.stream().map(suite::database).toList();
        try (var topics = new Topics(suite)) {
            var calm = 0;
            var moving = moving(databases, topics);
            while (System.nanoTime() < until) {
                calm = moving.isEmpty() ? calm + 1 : 0;
                if (calm == 2) {
                    return List.of();
                }
                LockSupport.parkNanos(PAUSE);
                moving = moving(databases, topics);
            }
            return moving;
        } finally {
            databases.forEach(Database::close);
        }
    }

    private static List<String> moving(List<Database> databases, Topics topics) {
        var moving = new ArrayList<String>();
        databases.forEach(database -> moving.addAll(moving(database)));
        topics.lag().forEach((group, behind) -> moving.add(group + " is " + behind + " messages behind"));
        return moving;
    }

    private static List<String> moving(Database database) {
        var moving = new ArrayList<String>();
        if (database.has("sagas")) {
            database.texts(
                            "select order_id from sagas where progress in ('DOING', 'UNDOING') and deadline is not null limit 10")
                    .forEach(it -> moving.add("the saga of order " + it));
        }
        if (database.has("refunds")) {
            database.texts("select id from refunds where status = 'REQUESTED' and ask_at is not null limit 10")
                    .forEach(it -> moving.add("refund " + it));
        }
        if (database.has("listings")) {
            var unindexed = database.number("select count(*) from listings where indexed < version");
            if (unindexed > 0) {
                moving.add("%d products on their way to the index".formatted(unindexed));
            }
            var unlisted = database.number("select count(*) from popularity join listings using (product_id)"
                    + " where popularity.points <> popularity.listed");
            if (unlisted > 0) {
                moving.add("the popularity of %d products".formatted(unlisted));
            }
        }
        if (database.has("relay_mark")) {
            var unsent = database.number("""
                    select count(*)
                      from outbox o
                      left join (select * from relay_mark order by number desc limit 1) m on true
                     where m.number is null or o.position > m.sent_through or o.position = any (m.unsettled)
                    """);
            if (unsent > 0) {
                moving.add("%d messages in the outbox of %s".formatted(unsent, database.name()));
            }
        }
        return moving;
    }
}
