package dev.tradewind.inventory.warehouse;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.inventory.warehouse.PickList.Parcel;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What carriers say of parcels, each message once. Of a parcel nobody knows (yet) nothing is remembered, so that the
/// carrier's next try is heard.
@Component
class CarrierNews {

    private static final String DELIVERED = "shipment.delivered";
    /// Far longer than a message is accepted.
    private static final Duration REMEMBERED = Duration.ofDays(14);

    private static final int LIMIT = 1_000;

    private final PickLists lists;
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CarrierNews(PickLists lists, JdbcClient jdbc, Outbox outbox, Clock clock, TransactionTemplate transaction) {
        this.lists = lists;
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    void heard(String id, String type, Parcel parcel) {
        transaction.executeWithoutResult(_ -> {
            if (!isNew(id, type, parcel.carrier())) {
                return;
            }
            var carried = lists.lockOf(parcel);
            if (carried.isEmpty()) {
                throw new CannotDo.UnknownShipment();
            }
            if (type.equals(DELIVERED)) {
                deliver(carried);
            }
        });
    }

    private void deliver(List<PickList> carried) {
        var now = clock.instant();
        var changes = new HashMap<PickList, PickList>();
        var said = new ArrayList<Outgoing>();
        for (var list : carried) {
            var step = list.deliver(now);
            if (step.said() != null) {
                changes.put(list, step.list());
                said.add(Outgoing.of(step.said()));
            }
        }
        lists.write(changes);
        outbox.append(said);
    }

    private boolean isNew(String id, String type, String carrier) {
        return jdbc.sql("""
                        insert into carrier_webhook (carrier, id, type, received_at) values (:carrier, :id, :type, :now)
                        on conflict do nothing
                        """)
                        .param("carrier", carrier)
                        .param("id", id)
                        .param("type", type)
                        .param("now", clock.instant().atOffset(UTC))
                        .update()
                == 1;
    }

    @Scheduled(fixedDelayString = "${tradewind.warehouse.clean-up:1h}", initialDelayString = "1m")
    void forget() {
        int forgotten;
        do {
            forgotten = jdbc.sql("""
                    delete from carrier_webhook where (carrier, id) in (
                        select carrier, id from carrier_webhook where received_at < :before
                        order by received_at limit :limit)
                    """)
                    .param("before", clock.instant().minus(REMEMBERED).atOffset(UTC))
                    .param("limit", LIMIT)
                    .update();
        } while (forgotten == LIMIT);
    }
}
