package dev.tradewind.search;

import static dev.tradewind.search.Shop.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.messaging.Ids;
import dev.tradewind.search.Shop.Article;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@InTheShop
class RememberingTest {

    private static final int AT_ONCE = 30;

    private final UUID organization = Ids.next();
    private final Visitor member;

    @Autowired
    private Shop shop;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    RememberingTest(@Autowired RestTestClient http) {
        this.member = Visitor.member(http, organization);
    }

    @Test
    void T9_manyWhoAskTheSameAreAnsweredByOneSearch() throws ExecutionException, InterruptedException {
        shop.sells(Article.of(organization, "Lamp"));
        everythingIsVisible();
        var before = searched();

        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = people.invokeAll(Stream.generate(() -> (Callable<Long>)
                            () -> member.finds("q=lamp&category=Lamps").total())
                    .limit(AT_ONCE)
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        }

        assertThat(searched() - before).isEqualTo(1);
    }

    @Test
    void T10_whatWasFoundBeforeIsNotGivenOnceTheIndexSaysOtherwise() {
        var lamp = Article.of(organization, "Lamp").in("Lights", "Lumen");
        shop.sells(lamp);
        everythingIsVisible();
        assertThat(member.finds("q=lamp&inStock=true").total()).isEqualTo(1);
        var before = searched();
        assertThat(member.finds("q=lamp&inStock=true").total()).isEqualTo(1);
        assertThat(searched() - before).isZero();

        shop.say(updated(lamp.titled("Torch"), 2));

        member.findsSoon(it -> it.total() == 0, "q=lamp&inStock=true");
    }

    @Test
    void P7_whatOneOrganisationFoundIsNotGivenToAnother(@Autowired RestTestClient http) {
        shop.sells(Article.of(organization, "Lamp"));
        member.findsSoon(it -> it.total() == 1, "q=lamp&brand=Lumen");

        assertThat(Visitor.member(http, Ids.next()).finds("q=lamp&brand=Lumen").total())
                .isZero();
    }

    /// One product with its stock, and nothing more to come: the index goes on saying the same.
    private void everythingIsVisible() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("""
                        select count(*)
                        from listings
                        join index_versions using (organization_id)
                        where organization_id = :organization
                          and in_stock
                          and indexed = listings.version
                          and visible = sent
                        """)
                                .param("organization", organization)
                                .query((row, _) -> row.getLong(1))
                                .single()
                        == 1);
    }

    private double searched() {
        return meters.get("cache.reads")
                .tag("cache", "search-results")
                .tag("from", "loaded")
                .counter()
                .count();
    }
}
