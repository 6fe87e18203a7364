package dev.tradewind.verify.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.check.Checker;
import dev.tradewind.verify.check.Verdict;
import dev.tradewind.verify.story.RunningSuite;
import dev.tradewind.verify.suite.Suite;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@RunningSuite
@Isolated("It judges what all others left")
@Order(6)
class InvariantsTest {

    private final Suite suite = Suite.required();

    @Test
    void afterAllThatTheInvariantsHold() {
        var verdict = check();

        System.out.println(verdict);
        assertThat(verdict.holds()).as(verdict.toString()).isTrue();
    }

    @Test
    void aProductThatIsFoundAndThatNobodyKeepsIsNoticed() throws IOException, InterruptedException {
        var id = UUID.randomUUID();
        try (var http = HttpClient.newHttpClient()) {
            var document = HttpRequest.newBuilder(suite.elasticsearch().resolve("/products/_doc/" + id));
            var ghost = """
                    {"id": "%s", "version": 1, "title": "Ghost", "storeId": "%s", "price": {"amount": 1}, "inStock": true}
                    """.formatted(id, UUID.randomUUID());
            var put = document.PUT(BodyPublishers.ofString(ghost))
                    .header("Content-Type", "application/json")
                    .build();
            assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
            try {
                var verdict = check();

                assertThat(verdict.broken()).as(verdict.toString()).containsExactly("I13");
                assertThat(verdict.toString()).contains(id + ": catalogue: nothing; found: version 1 of \"Ghost\"");
            } finally {
                http.send(document.DELETE().build(), BodyHandlers.discarding());
            }
        }
    }

    private Verdict check() {
        return new Checker(suite, Duration.ofMinutes(1)).check();
    }
}
