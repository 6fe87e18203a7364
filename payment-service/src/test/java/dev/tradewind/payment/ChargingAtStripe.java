package dev.tradewind.payment;

import dev.tradewind.payment.reconciling.Auditor;
import dev.tradewind.payment.webhooks.Sweeper;
import dev.tradewind.testing.RealServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/// One payment-service for all tests that charge at Stripe's stand-in.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "tradewind.payment.provider=stripe",
            "tradewind.payment.stripe.api-key=sk_test_tradewind",
            "tradewind.payment.stripe.read-timeout=2s",
            "tradewind.payment.simulated.webhook-secret=whsec_simulated",
            "tradewind.payment.settling.pause=50ms",
            "tradewind.payment.reconciling.page=2"
        })
@RealServers
@AutoConfigureRestTestClient
@Import({Ear.class, Till.class, WithStripe.class, Auditor.class, Sweeper.class})
@interface ChargingAtStripe {}
