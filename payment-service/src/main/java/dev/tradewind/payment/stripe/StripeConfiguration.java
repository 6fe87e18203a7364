package dev.tradewind.payment.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;
import tools.jackson.databind.json.JsonMapper;

/// Stripe is there wherever it has a key, also when others charge: payments begun stay with their provider.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tradewind.payment.stripe.api-key")
class StripeConfiguration {

    @Bean
    StripeClient stripeClient(StripeProperties properties) {
        Assert.hasText(properties.apiKey(), "tradewind.payment.stripe.api-key must not be blank");
        Stripe.enableTelemetry = false;
        // Our own workers repeat what went unanswered, so the client must not.
        return StripeClient.builder()
                .setApiKey(properties.apiKey())
                .setApiBase(properties.apiBase().toString())
                .setConnectTimeout((int) properties.connectTimeout().toMillis())
                .setReadTimeout((int) properties.readTimeout().toMillis())
                .setMaxNetworkRetries(0)
                .build();
    }

    @Bean
    StripeProvider stripeProvider(StripeClient client, Clock clock) {
        return new StripeProvider(new Intents(client, clock), new StripeRefunds(client, clock));
    }

    @Bean
    StripeStatements stripeStatements(StripeClient client) {
        return new StripeStatements(client);
    }

    @Bean
    StripeWebhooks stripeWebhooks(StripeProperties properties, JsonMapper json, Clock clock) {
        return new StripeWebhooks(json, clock, properties.webhookSecret());
    }
}
