package dev.tradewind.notification.telling;

import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Received;
import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Update;
import dev.tradewind.notification.updates.UpdateLog;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells the staff when a product turns low, and notes the counters for [StockPages].
///
/// Repetitions and gaps do no harm: a product turns low when it was not before, as far as we were told. What has been
/// low when we first hear of it, as every new product is, is no news.
@Component
class StockNews implements BatchHandler<StockChanged> {

    private final StockAsTold stocks;
    private final Facts facts;
    private final Freshness freshness;
    private final UpdateLog log;

    StockNews(StockAsTold stocks, Facts facts, Freshness freshness, UpdateLog log) {
        this.stocks = stocks;
        this.facts = facts;
        this.freshness = freshness;
        this.log = log;
    }

    @Override
    public void handle(List<Received<StockChanged>> batch) {
        var known =
                stocks.lock(batch.stream().map(it -> it.message().productId()).toList());
        var newest = new TreeMap<UUID, StockChanged>();
        var turnedLow = new ArrayList<Update>();
        for (var received : batch) {
            var stock = received.message();
            var before = known.get(stock.productId());
            if (before != null && before.version() >= stock.sequence()) {
                continue;
            }
            if (before != null && !before.low() && stock.runsLow()) {
                turnedLow.add(low(stock));
            }
            known.put(stock.productId(), new StockAsTold.Known(stock.sequence(), stock.runsLow()));
            newest.put(stock.productId(), stock);
        }
        stocks.note(List.copyOf(newest.values()), it -> !freshness.isNewsForAnHour(it.occurredAt()));
        log.append(turnedLow);
    }

    private Update low(StockChanged stock) {
        var data = facts.of(stock).put("event", "turned-low");
        return new Update(stock.organizationId(), new Audience.Staff(), "inventory:low", data, stock.occurredAt());
    }
}
