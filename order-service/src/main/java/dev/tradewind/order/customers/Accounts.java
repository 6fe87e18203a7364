package dev.tradewind.order.customers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tradewind.order.domain.Address;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Whoever keeps the accounts, asked with the customer's own token.
@Component
class Accounts {

    private static final Logger log = LoggerFactory.getLogger(Accounts.class);
    private static final String SERVICE = "auth-service";
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration READ = Duration.ofSeconds(1);

    private final DiscoveryClient discovery;
    private final RestClient http;

    private record Saved(List<Item> items) {}

    private record Item(
            UUID id,
            @JsonProperty("default") boolean isDefault,
            String name,
            String line1,
            @Nullable String line2,
            String city,
            @Nullable String region,
            String postalCode,
            String country) {

        SavedAddress saved() {
            return new SavedAddress(id, isDefault, new Address(name, line1, line2, city, region, postalCode, country));
        }

        @Override
        public String toString() {
            return "Item[" + id + "]";
        }
    }

    Accounts(DiscoveryClient discovery) {
        this.discovery = discovery;
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(READ);
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /// All of them: nobody may keep more than one page.
    List<SavedAddress> addresses(String authorization) {
        var instances = discovery.getInstances(SERVICE);
        if (instances.isEmpty()) {
            throw new AddressesUnavailable();
        }
        var first = ThreadLocalRandom.current().nextInt(instances.size());
        for (var tried = 0; tried < instances.size(); tried++) {
            var instance = instances.get((first + tried) % instances.size()).getUri();
            try {
                var saved = http.get()
                        .uri(instance + "/api/me/addresses?limit=100")
                        .header(HttpHeaders.AUTHORIZATION, authorization)
                        .retrieve()
                        .body(Saved.class);
                if (saved != null) {
                    return saved.items().stream().map(Item::saved).toList();
                }
            } catch (RestClientException away) {
                log.atWarn().addKeyValue("instance", instance).setCause(away).log("Saved addresses cannot be read");
            }
        }
        throw new AddressesUnavailable();
    }
}
