package dev.tradewind.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.gateway.pages.LiveServer.Way;
import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A real gateway and a real browser; behind them a server that loses every connection there is.
@RealServers(postgres = false, kafka = false, redis = true)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties =
                "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ExtendWith(LivePageTest.WithABrowser.class)
class LivePageTest {

    private static final String TOKEN = TestTokens.staff(UUID.randomUUID(), UUID.randomUUID());
    private static final LiveServer SERVER = new LiveServer(TOKEN);
    private static final int MESSAGES = Boolean.getBoolean("tradewind.full") ? 1_000 : 300;
    private static final List<Way> WAYS = List.of(Way.values());
    private static final String MINE = "/user/queue/updates";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// The same, faster: 3 s become 30 ms.
    private static final String PACE = "retry: 30, tries: 3, patience: 5000, better: 200, hold: 1";

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    private final String base;
    private Browser.Page page;

    LivePageTest(@LocalServerPort int port) {
        base = "http://127.0.0.1:" + port;
    }

    /// Says aloud when there is none.
    static class WithABrowser implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Browser.installed().isPresent()) {
                return ConditionEvaluationResult.enabled("there is a browser");
            }
            System.out.println("SKIPPED " + context.getDisplayName()
                    + ": no Chromium is installed here. Install one or name it by CHROME=/path/to/chromium.");
            return ConditionEvaluationResult.disabled("no browser");
        }
    }

    @DynamicPropertySource
    static void discovered(DynamicPropertyRegistry registry) {
        for (var service : List.of("notification-service", "auth-service")) {
            registry.add("spring.cloud.discovery.client.simple.instances." + service + "[0].uri", SERVER::uri);
        }
    }

    @BeforeEach
    void open() {
        if (browser == null) {
            browser = Browser.start();
        }
        SERVER.refuse(EnumSet.noneOf(Way.class));
        SERVER.know(true);
        SERVER.breakSockets(false);
        SERVER.hangPolls(false);
        page = browser.open(base + "/live.html");
        page.evaluate("localStorage.clear()");
    }

    @AfterEach
    void leave() {
        page.close();
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void K8_aPageHearsEverythingOnceAndInOrderHoweverOftenAndWhereverItsConnectionIsCut() {
        listen();
        // Without a cursor it hears what is said from now on.
        awaitState("websocket");
        var random = new Random(8);
        var cuts = 0;
        for (int i = 0; i < MESSAGES; i++) {
            SERVER.say("order:updated", Map.of("number", i));
            if (random.nextInt(8) == 0) {
                // At least one way is left, never the same for long.
                var ways = EnumSet.allOf(Way.class);
                ways.remove(WAYS.get(random.nextInt(WAYS.size())));
                ways.remove(Way.POLLING);
                SERVER.refuse(ways);
                SERVER.cut();
                cuts++;
            }
            if (random.nextInt(4) == 0) {
                var said = i;
                Awaitility.await().atMost(PATIENCE).until(() -> heard() >= said / 2);
            }
        }

        Awaitility.await().atMost(PATIENCE).until(() -> heard() >= MESSAGES);

        assertThat(cuts).isGreaterThan(MESSAGES / 10);
        assertThat(page.evaluate("heard.join()").asString())
                .isEqualTo(String.join(
                        ",",
                        IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList()));
        assertThat(page.evaluate("new Set(states).size").asInt()).isGreaterThan(3);
    }

    @Test
    void K8_thePageFallsBackToEventsAndThenToPollingAndTakesWhatIsBetterWhenItCan() {
        SERVER.refuse(EnumSet.of(Way.WEBSOCKET));
        listen();
        awaitState("sse");

        SERVER.refuse(EnumSet.of(Way.WEBSOCKET, Way.SSE));
        SERVER.cut();
        awaitState("polling");
        SERVER.say("order:updated", Map.of("number", 1));
        Awaitility.await().atMost(PATIENCE).until(() -> heard() == 1);

        SERVER.refuse(EnumSet.noneOf(Way.class));
        awaitState("websocket");
        SERVER.say("order:updated", Map.of("number", 2));
        Awaitility.await().atMost(PATIENCE).until(() -> heard() == 2);
        assertThat(SERVER.listeners()).isOne();
    }

    /// As at a message that is longer than somebody on the way lets pass: to connect again and again is no cure.
    @Test
    void K8_aPageWhoseSocketBreaksAtWhatItShouldTellHearsItByPolling() {
        listen();
        awaitState("websocket");

        SERVER.breakSockets(true);
        SERVER.say("order:updated", Map.of("number", 1));

        Awaitility.await().atMost(PATIENCE).until(() -> heard() == 1);
        assertThat(page.evaluate("states.includes('polling')").asBoolean()).isTrue();
    }

    @Test
    void K8_anOrderThatIsNotHeardOfYetIsAskedForAgainAndOneThatIsNotThereNotForEver() {
        SERVER.know(false);
        listen("/topic/orders/1", PACE);
        Awaitility.await().atMost(PATIENCE).until(() -> SERVER.askedInVain() >= 2);
        SERVER.know(true);
        awaitState("websocket");
        page.evaluate("live.close()");

        SERVER.know(false);
        listen("/topic/orders/1", PACE);
        awaitState("refused");
        assertThat(SERVER.askedInVain()).isGreaterThan(2);

        SERVER.know(false);
        listen("/topic/organizations/1", PACE);
        Awaitility.await().atMost(PATIENCE).until(() -> SERVER.askedInVain() > 0);
        awaitState("refused");
        assertThat(SERVER.askedInVain()).isOne();
    }

    @Test
    void K8_aPollThatIsNeverAnsweredIsGivenUp() {
        SERVER.refuse(EnumSet.of(Way.WEBSOCKET, Way.SSE));
        SERVER.hangPolls(true);
        listen(MINE, PACE + ", patience: 500");
        awaitState("polling");
        SERVER.say("order:updated", Map.of("number", 1));

        Awaitility.await().atMost(PATIENCE).until(() -> heard() == 1);
    }

    @Test
    void K8_aPageThatIsOpenedAgainKnowsWhatItHeardAndHearsWhatItMissed() {
        listen();
        awaitState("websocket");
        for (int i = 0; i < 60; i++) {
            SERVER.say("order:updated", Map.of("number", i));
        }
        Awaitility.await().atMost(PATIENCE).until(() -> heard() == 60);

        page.reload();
        SERVER.say("order:updated", Map.of("number", 60));
        listen();

        Awaitility.await().atMost(PATIENCE).until(() -> heard() == 1);
        assertThat(page.evaluate("heard.join()").asString()).isEqualTo("60");
        assertThat(page.evaluate("live.recent().map(it => it.data.number).join()")
                        .asString())
                .startsWith("11,12")
                .endsWith("59,60");
        page.evaluate("live.close({ forget: true })");
        assertThat(page.evaluate("localStorage.length").asInt()).isZero();
        Awaitility.await().atMost(PATIENCE).until(() -> SERVER.listeners() == 0);
    }

    @Test
    void K8_aPageThatWasAwayTooLongIsToldToLoadAnew() {
        listen();
        awaitState("websocket");
        SERVER.say("order:updated", Map.of("number", 1));
        Awaitility.await().atMost(PATIENCE).until(() -> heard() == 1);
        page.evaluate("live.close()");
        SERVER.say("order:updated", Map.of("number", 2));
        SERVER.trim();

        listen();
        Awaitility.await().atMost(PATIENCE).until(() -> page.evaluate("gaps").asInt() == 1);
        awaitState("websocket");
        SERVER.say("order:updated", Map.of("number", 3));

        Awaitility.await().atMost(PATIENCE).until(() -> heard() == 1);
        assertThat(page.evaluate("heard.join()").asString()).isEqualTo("3");
    }

    @Test
    void K2_staffSignsInAndSeesOrdersCome() {
        page.evaluate("""
                document.querySelector('[name=password]').value = 'tradewind-demo';
                document.querySelector('form button').click();
                """);
        Awaitility.await().atMost(PATIENCE).until(() -> text("#state").equals("websocket"));

        var order =
                Map.of("orderId", "01900000-0000-7000-8000-00000000abcd", "orderNumber", "PA-7", "status", "PENDING");
        SERVER.say("order:created", order);
        SERVER.say("order:updated", Map.of("orderId", order.get("orderId"), "status", "PREPARING"));
        SERVER.say("announcement", Map.of("title", "<b>Tea</b> time"));

        Awaitility.await().atMost(PATIENCE).until(() -> !text("#news").isEmpty());
        assertThat(text("#orders tr")).contains("PA-7", "PREPARING");
        assertThat(text("#news")).contains("<b>Tea</b> time");
    }

    @Test
    void theModuleIsServedAsAScriptThatMayBeKeptForAWhileAndThePageNeedsNothingFromElsewhere() throws Exception {
        var module = get("/tradewind-client.js");
        assertThat(module.statusCode()).isEqualTo(200);
        assertThat(module.headers().firstValue("Content-Type")).contains("text/javascript;charset=UTF-8");
        assertThat(module.headers().firstValue("Cache-Control")).contains("max-age=300, public");
        assertThat(module.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        var page = get("/live.html");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
        assertThat(page.body() + get("/live.js").body() + get("/live.css").body())
                .doesNotContain("http://", "https://");
    }

    private static HttpResponse<String> get(String path, String base) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(path, base);
    }

    private void listen() {
        listen(MINE, PACE);
    }

    private void listen(String destination, String pace) {
        page.evaluate("""
                import('/tradewind-client.js').then(({ connect }) => {
                    Object.assign(globalThis, { heard: [], states: [], gaps: 0 });
                    globalThis.live = connect({
                        token: () => '%s',
                        onMessage: it => heard.push(it.data.number),
                        onState: it => states.push(it),
                        onGap: () => gaps++,
                        destination: '%s',
                        pace: {%s},
                    });
                })
                """.formatted(TOKEN, destination, pace));
    }

    private int heard() {
        return page.evaluate("heard.length").asInt();
    }

    private void awaitState(String state) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> page.evaluate("live.state").asString().equals(state));
    }

    private String text(String selector) {
        return page.evaluate("document.querySelector('" + selector + "')?.textContent ?? ''")
                .asString();
    }
}
