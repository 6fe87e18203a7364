package dev.tradewind.inventory;

import dev.tradewind.testing.RealServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/// The whole service with its [Neighbours]; one context for all tests, so that it starts once.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "tradewind.warehouse.carriers.demo-post=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, whsec_b2xk",
            "tradewind.webhooks.private-addresses=true",
            "tradewind.webhooks.answer=3s",
            "tradewind.webhooks.pauses=100ms,100ms",
            "tradewind.webhooks.pace=100ms"
        })
@RealServers(redis = true)
@Import(Neighbours.class)
public @interface OnRealServers {}
