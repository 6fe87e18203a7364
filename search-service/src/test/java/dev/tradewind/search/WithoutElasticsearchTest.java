package dev.tradewind.search;

import static dev.tradewind.search.Shop.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.local.server.Elasticsearch;
import dev.tradewind.messaging.Ids;
import dev.tradewind.search.Shop.Article;
import dev.tradewind.testing.BreakableServer;
import dev.tradewind.testing.RealServers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.StatusAssertions;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@AutoConfigureRestTestClient
@Import(Shop.class)
@DirtiesContext
class WithoutElasticsearchTest {

    private static final BreakableServer<Elasticsearch> ELASTICSEARCH = BreakableServer.elasticsearch();

    private final UUID organization = Ids.next();

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void itsOwnServer(DynamicPropertyRegistry properties) {
        properties.add("elasticsearch.uris", () -> ELASTICSEARCH.program().uri());
    }

    @AfterAll
    static void end() {
        ELASTICSEARCH.close();
    }

    @Test
    void anOutageIsToldAndCaughtUpWithAndLosesAndParksNothing(
            @Autowired RestTestClient http, @LocalManagementPort int managementPort) {
        var member = Visitor.member(http, organization);
        var management = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + managementPort)
                .build();
        var before = Article.of(organization, "Lamp");
        shop.sells(before);
        member.findsSoon(it -> it.total() == 1, "q=");
        readiness(management).isOk();

        ELASTICSEARCH.kill();
        var during = Article.of(organization, "Clock");
        shop.say(updated(before.titled("Torch"), 2));
        shop.sells(during);

        member.asks("q=lamp")
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        readiness(management).isEqualTo(503);
        await().atMost(Duration.ofSeconds(60)).until(() -> toIndex() == 2);
        http.get()
                .uri("/api/recommendations?productId=" + before.id())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[*].id")
                .isEqualTo(during.id().toString())
                .jsonPath("$.items[0].reason")
                .isEqualTo("popular");

        ELASTICSEARCH.restart();

        var found = member.findsSoon(it -> it.total() == 2, "q=");
        assertThat(found.ids()).containsExactlyInAnyOrder(before.id(), during.id());
        assertThat(member.findsSoon(it -> it.total() == 1, "q=torch").ids()).containsExactly(before.id());
        await().atMost(Duration.ofSeconds(60)).until(() -> toIndex() == 0);
        assertThat(count("select count(*) from parked_message")).isZero();
        readiness(management).isOk();
    }

    private static StatusAssertions readiness(RestTestClient management) {
        return management.get().uri("/actuator/health/readiness").exchange().expectStatus();
    }

    private long toIndex() {
        return count("select count(*) from listings where indexed < version");
    }

    private long count(String sql) {
        return jdbc.sql(sql).query((row, _) -> row.getLong(1)).single();
    }
}
