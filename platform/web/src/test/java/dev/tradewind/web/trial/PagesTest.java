package dev.tradewind.web.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import dev.tradewind.web.Cursor;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@OnTrial
class PagesTest {

    private final Client client;

    PagesTest(@LocalServerPort int port) {
        this.client = new Client(port, TestTokens.customer(UUID.randomUUID(), UUID.randomUUID()));
    }

    @Test
    void followingTheCursorSeesEverythingOnce() {
        var seen = new ArrayList<Integer>();
        var path = "/numbers";
        while (!path.isEmpty()) {
            var page = client.get(path).json();
            page.get("items").forEach(it -> seen.add(it.asInt()));
            path = page.get("nextCursor").isNull()
                    ? ""
                    : "/numbers?cursor=" + page.get("nextCursor").asString();
        }

        assertThat(seen)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 45).boxed().toList());
    }

    @Test
    void aPageIsAsLongAsAsked() {
        assertThat(client.get("/numbers?limit=45").json().get("items").size()).isEqualTo(45);
        assertThat(client.get("/numbers?limit=45").json().get("nextCursor").isNull())
                .isTrue();
        assertThat(client.get("/numbers").json().get("items").size()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=101",
                "limit=x",
                "limit=",
                "limit=99999999999",
                "cursor=",
                "cursor=x",
                "cursor=%20",
                "cursor=%F0%9F%8D%9C",
                "cursor=MTIzNDU2Nzg5MA"
            })
    void whatIsNoLimitOrCursorIsRefused(String query) {
        var reply = client.get("/numbers?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("errors").get(0).get("field").asString())
                .isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void aCursorOfAnotherListOrADamagedOneIsRefused() {
        var foreign = Cursor.after("not a number");
        var good = Cursor.after(5);

        assertThat(client.get("/numbers?cursor=" + foreign).status()).isEqualTo(400);
        assertThat(client.get("/numbers?cursor=" + good.substring(0, good.length() - 1))
                        .status())
                .isEqualTo(400);
        assertThat(client.get("/numbers?cursor=" + good).status()).isEqualTo(200);
    }
}
