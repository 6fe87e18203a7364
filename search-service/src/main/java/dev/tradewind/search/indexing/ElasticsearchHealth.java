package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import java.io.IOException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Ready is who can answer a search: Elasticsearch is there and so is the index.
@Component("elasticsearch")
class ElasticsearchHealth implements HealthIndicator {

    private final ProductIndex index;

    ElasticsearchHealth(ProductIndex index) {
        this.index = index;
    }

    @Override
    public Health health() {
        try {
            return index.exists()
                    ? Health.up().build()
                    : Health.outOfService().withDetail("index", "missing").build();
        } catch (IOException | ElasticsearchException away) {
            return Health.down().withDetail("elasticsearch", "away").build();
        }
    }
}
