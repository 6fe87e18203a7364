package dev.tradewind.auth;

import dev.tradewind.auth.sso.IdentityProviders;
import dev.tradewind.testing.RealServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/// The one context that the tests of this service share: auth-service with PostgreSQL, Kafka, Redis and the people of
/// the demonstration.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RealServers(redis = true)
@ActiveProfiles("local")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "tradewind.demo.file=src/test/resources/demo.json")
@Import({Ear.class, Client.class, IdentityProviders.class})
public @interface OnRealServers {}
