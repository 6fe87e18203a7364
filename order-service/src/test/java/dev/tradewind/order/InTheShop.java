package dev.tradewind.order;

import dev.tradewind.testing.RealServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tests of one class share a shop.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers(redis = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InTheShop {

    @Autowired
    private Environment environment;

    @Autowired
    JdbcClient jdbc;

    Shop shop;

    @BeforeAll
    void open() {
        shop = new Shop(environment, jdbc);
    }

    @AfterAll
    void close() throws InterruptedException {
        shop.close();
    }
}
