package dev.tradewind.notification.mailing;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Whoever keeps the accounts, asked with the key of the house.
@Component
class Accounts {

    private static final Logger log = LoggerFactory.getLogger(Accounts.class);
    private static final String SERVICE = "auth-service";
    private static final String KEY = "Tradewind-Service-Key";
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration READ = Duration.ofSeconds(2);

    private final DiscoveryClient discovery;
    private final String key;
    private final RestClient http;

    private record Found(List<Contact> items) {}

    /// Whether they have an address at all is not known.
    static final class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unavailable() {
            super("The accounts do not tell where to write to.", null, false, false);
        }
    }

    Accounts(DiscoveryClient discovery, @Value("${tradewind.contacts.key:}") String key) {
        this.discovery = discovery;
        this.key = key;
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(READ);
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /// Whoever is missing in the answer has no open account.
    List<Contact> contacts(Collection<UUID> accounts) {
        var instances = discovery.getInstances(SERVICE);
        var first = instances.isEmpty() ? 0 : ThreadLocalRandom.current().nextInt(instances.size());
        for (var tried = 0; tried < instances.size(); tried++) {
            var instance = instances.get((first + tried) % instances.size()).getUri();
            try {
                var found = http.post()
                        .uri(instance + "/internal/contacts")
                        .header(KEY, key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Map.of("accountIds", accounts))
                        .retrieve()
                        .body(Found.class);
                if (found != null) {
                    return found.items();
                }
            } catch (RestClientException away) {
                log.atWarn().addKeyValue("instance", instance).setCause(away).log("Contacts cannot be read");
            }
        }
        throw new Unavailable();
    }
}
