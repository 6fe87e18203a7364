package dev.tradewind.order.placing;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Order numbers of an organisation, counted anew each year. Blocks are taken ahead and handed out from memory, so
/// taking an order does not wait for a counter; what is left of a block when we stop is a gap.
@Repository
class OrderNumbers {

    private static final int BLOCK = 100;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ConcurrentHashMap<UUID, Block> blocks = new ConcurrentHashMap<>();

    OrderNumbers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A number nobody else gets. It still needs the store's prefix.
    record Ticket(int year, long count) {

        String under(String prefix) {
            return "%s-%d-%06d".formatted(prefix, year, count);
        }
    }

    private record Block(int year, long next, long end) {}

    /// Must be called outside a transaction: a block is taken for good, whatever becomes of the order.
    Ticket next(UUID organizationId) {
        var year = clock.instant().atZone(ZoneOffset.UTC).getYear();
        var block = blocks.compute(organizationId, (_, current) -> {
            var has = current != null && current.year() == year && current.next() + 1 < current.end();
            return has ? new Block(year, current.next() + 1, current.end()) : take(organizationId, year);
        });
        return new Ticket(year, block.next());
    }

    private Block take(UUID organizationId, int year) {
        var end = jdbc.sql("""
            insert into order_number_blocks as b (organization_id, year, next)
            values (:organization, :year, 1 + :block)
            on conflict (organization_id, year) do update set next = b.next + :block
            returning next
            """)
                .param("organization", organizationId)
                .param("year", year)
                .param("block", BLOCK)
                .query(Long.class)
                .single();
        return new Block(year, end - BLOCK, end);
    }
}
