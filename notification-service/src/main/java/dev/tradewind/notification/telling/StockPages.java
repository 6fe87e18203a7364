package dev.tradewind.notification.telling;

import dev.tradewind.notification.telling.StockAsTold.Counters;
import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Update;
import dev.tradewind.notification.updates.UpdateLog;
import java.util.Objects;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells open product pages the counters: at most four times a second each, however fast a product sells, and the last
/// ones always. Any number of instances may do it at once.
@Component
class StockPages {

    private static final int LIMIT = 500;

    /// While this instance hears of no stock, it looks only so seldom for what another one left untold.
    private static final int LOOKS_LEFT_OUT = 20;

    private final StockAsTold stocks;
    private final Facts facts;
    private final UpdateLog log;
    private final TransactionTemplate transaction;
    private int looks;

    StockPages(StockAsTold stocks, Facts facts, UpdateLog log, TransactionTemplate transaction) {
        this.stocks = stocks;
        this.facts = facts;
        this.log = log;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "${tradewind.notification.stock-pace:250ms}")
    void tell() {
        if (stocks.isQuiet() && ++looks % LOOKS_LEFT_OUT != 0) {
            return;
        }
        int told;
        do {
            told = Objects.requireNonNull(transaction.execute(_ -> tellSome()));
        } while (told == LIMIT);
    }

    private int tellSome() {
        var counters = stocks.take(LIMIT);
        if (!counters.isEmpty()) {
            log.append(counters.stream().map(this::update).toList());
        }
        return counters.size();
    }

    private Update update(Counters counters) {
        var data = facts.empty()
                .put("productId", counters.productId().toString())
                .put("onHand", counters.onHand())
                .put("reserved", counters.reserved())
                .put("available", counters.available())
                .put("version", counters.version());
        return new Update(
                counters.organizationId(),
                new Audience.Product(counters.productId()),
                "inventory:changed",
                data,
                counters.occurredAt());
    }
}
