package dev.tradewind.payment.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/// Stripe is there wherever it has a key, also when others charge: payments begun stay with their provider.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tradewind.payment.stripe.api-key")
@EnableConfigurationProperties(StripeProperties.class)
class StripeConfiguration {

    @Bean
    StripeProvider stripeProvider(StripeProperties properties, Clock clock) {
        Stripe.enableTelemetry = false;
        // Our own workers repeat what went unanswered, so the client must not.
        var client = StripeClient.builder()
                .setApiKey(properties.apiKey())
                .setApiBase(properties.apiBase().toString())
                .setConnectTimeout((int) properties.connectTimeout().toMillis())
                .setReadTimeout((int) properties.readTimeout().toMillis())
                .setMaxNetworkRetries(0)
                .build();
        return new StripeProvider(new Intents(client, clock), new StripeRefunds(client, clock));
    }

    @Bean
    StripeWebhooks stripeWebhooks(StripeProperties properties, JsonMapper json, Clock clock) {
        return new StripeWebhooks(json, clock, properties.webhookSecret());
    }
}
