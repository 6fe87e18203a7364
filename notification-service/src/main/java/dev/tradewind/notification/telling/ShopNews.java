package dev.tradewind.notification.telling;

import dev.tradewind.contracts.ActivityEvent.VisitBegun;
import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.Product;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.contracts.Message;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Received;
import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Update;
import dev.tradewind.notification.updates.UpdateLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// What is new on the shelves, for all who belong to the organisation, and who comes in, for its staff.
@Component
class ShopNews implements BatchHandler<Message> {

    private static final String MENU = "menu:updated";

    /// When more products of one organisation change at once, an import for example, screens are told to look anew
    /// instead of being told each of them.
    private static final int TOLD_ONE_BY_ONE = 20;

    /// Opinions come all day, and nobody orders anything else because of the third digit of an average.
    private static final List<String> ONLY_OPINIONS = List.of("rating");

    private final Facts facts;
    private final Freshness freshness;
    private final UpdateLog log;

    ShopNews(Facts facts, Freshness freshness, UpdateLog log) {
        this.facts = facts;
        this.freshness = freshness;
        this.log = log;
    }

    @Override
    public void handle(List<Received<Message>> batch) {
        var news = new ArrayList<Update>();
        var products = new LinkedHashMap<UUID, List<CatalogEvent>>();
        for (var received : batch) {
            if (!freshness.isNewsForAnHour(received.time())) {
                continue;
            }
            switch (received.message()) {
                case VisitBegun it -> news.add(visit(it));
                case StoreChanged it -> news.add(menu(it, facts.of(it).put("event", "store-changed")));
                case ProductUpdated it when it.changes().equals(ONLY_OPINIONS) -> {}
                case CatalogEvent it ->
                    products.computeIfAbsent(it.organizationId(), _ -> new ArrayList<>())
                            .add(it);
                default -> throw new IllegalArgumentException("Not of a shop: " + received.message());
            }
        }
        products.values().forEach(it -> addTo(news, it));
        log.append(news);
    }

    private void addTo(List<Update> news, List<CatalogEvent> ofAnOrganization) {
        if (ofAnOrganization.size() <= TOLD_ONE_BY_ONE) {
            ofAnOrganization.forEach(it -> news.add(menu(it, product(it))));
            return;
        }
        var many = facts.empty().put("event", "many-changed").put("products", ofAnOrganization.size());
        news.add(menu(ofAnOrganization.getLast(), many));
    }

    private ObjectNode product(CatalogEvent event) {
        var data = facts.of(event).put("productId", event.key().toString());
        var product = after(event);
        if (product != null) {
            data.put("storeId", product.storeId().toString()).put("title", product.title());
            data.set("price", facts.tree(product.price()));
        }
        return data;
    }

    private static @Nullable Product after(CatalogEvent event) {
        return switch (event) {
            case ProductCreated it -> it.product();
            case ProductUpdated it -> it.product();
            case ProductDeleted _, StoreChanged _ -> null;
        };
    }

    private static Update menu(CatalogEvent event, ObjectNode data) {
        return new Update(event.organizationId(), new Audience.Members(), MENU, data, event.occurredAt());
    }

    /// The visit alone: whose it is, is not the staff's business before something is ordered.
    private Update visit(VisitBegun visit) {
        Instant start = visit.occurredAt();
        var data = facts.empty()
                .put("id", visit.visitId().toString())
                .put("start", start.toString())
                .put("channel", visit.channel());
        return new Update(visit.organizationId(), new Audience.Staff(), "session:started", data, start);
    }
}
