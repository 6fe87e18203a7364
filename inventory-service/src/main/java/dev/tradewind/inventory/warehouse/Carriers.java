package dev.tradewind.inventory.warehouse;

import dev.tradewind.inventory.signing.SignedMessage;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The secrets by which carriers sign what they tell us.
///
/// @param carriers `tradewind.warehouse.carriers.<name>`: a secret of Standard Webhooks; while it is replaced the new
///     and the old one, with a comma between them
@ConfigurationProperties("tradewind.warehouse")
record Carriers(Map<String, String> carriers) {

    Carriers {
        carriers = carriers == null ? Map.of() : Map.copyOf(carriers);
        carriers.values().forEach(secrets -> {
            for (var secret : secrets.split(",", -1)) {
                SignedMessage.key(secret.strip());
            }
        });
    }

    String[] secretsOf(String carrier) {
        var secrets = carriers.get(carrier);
        return secrets == null ? new String[0] : secrets.split("\\s*,\\s*", -1);
    }
}
