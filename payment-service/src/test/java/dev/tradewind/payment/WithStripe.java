package dev.tradewind.payment;

import dev.tradewind.payment.stripe.StripeServer;
import dev.tradewind.payment.stripe.StripeSigner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/// A payment-service that charges at a server which speaks Stripe's wire format.
@TestConfiguration(proxyBeanMethods = false)
class WithStripe {

    @Bean
    static StripeServer stripeServer() {
        return new StripeServer();
    }

    @Bean
    static DynamicPropertyRegistrar stripeProperties(StripeServer server) {
        return registry -> {
            registry.add("tradewind.payment.stripe.api-base", server::base);
            registry.add("tradewind.payment.stripe.webhook-secret", () -> StripeSigner.SECRET);
        };
    }
}
