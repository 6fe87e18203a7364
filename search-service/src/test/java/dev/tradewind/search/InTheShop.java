package dev.tradewind.search;

import dev.tradewind.testing.RealServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/// A running search-service whose shop says what a test wants it to, shared by all tests that break nothing.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "tradewind.search.popularity-pause=200ms")
@RealServers(elasticsearch = true, redis = true)
@AutoConfigureRestTestClient
@Import(Shop.class)
@interface InTheShop {}
