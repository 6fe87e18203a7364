package dev.tradewind.inventory.webhooks;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param privateAddresses whether partners may be on this machine or in our own network, and without TLS; never
///     where strangers can register a URL
/// @param answer how long a partner may take from the first byte to the last of its answer's headers
/// @param pauses before each further try; after the last the delivery has failed and a person sees it in the log
@ConfigurationProperties("tradewind.webhooks")
record WebhookSettings(
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("10s") Duration answer,

        @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "10h"})
        List<Duration> pauses) {

    WebhookSettings {
        pauses = List.copyOf(pauses);
    }
}
