package dev.tradewind.verify.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.verify.suite.Api;
import dev.tradewind.verify.suite.Demo;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Isolated;

/// A member of staff and a customer, each before the page that shows what happens, in a real browser.
@RunningSuite
@Isolated("A page that waits long for its socket takes another way for a minute")
@Order(1)
@EnabledIf("aBrowserIsThere")
class SeeingOrdersComeTest {

    private static final Duration MORE_THAN_A_MINUTE = Duration.ofMinutes(2);

    private final Shop shop = Shop.open();

    static boolean aBrowserIsThere() {
        if (Browser.installed().isPresent()) {
            return true;
        }
        System.out.println("SKIPPED SeeingOrdersComeTest: no Chromium is installed here."
                + " Install one or name it by CHROME=/path/to/chromium.");
        return false;
    }

    @Test
    void K2_staffSeesAnOrderComeAndTheCustomerSeesItPrepared() {
        var product = shop.product("kfooddelights", 7);
        try (var browser = Browser.start();
                var other = Browser.start()) {
            var kitchen = signIn(browser, Demo.staff("kfooddelights"));
            var customer = signIn(other, Demo.customer("kfooddelights"));
            var stranger = signIn(other, Demo.staff("techcorp"));

            var order = shop.wish(product, 1).place();
            shop.eventually(order, "CONFIRMED");
            shop.eventually(
                    "the order at the kitchen",
                    () -> assertThat(text(kitchen, "#orders")).contains(product.title(), "CONFIRMED", "APPROVED"));
            shop.api()
                    .put(
                            "/api/orders/" + order.id() + "/status",
                            shop.api().token(Demo.staff("kfooddelights")),
                            Api.write(Map.of("status", "PREPARING", "note", "Ten minutes")))
                    .expect(200);

            shop.eventually(
                    "the status at the customer's",
                    () -> assertThat(text(customer, "#orders")).contains("PREPARING", "Ten minutes"));
            assertThat(text(stranger, "#orders")).doesNotContain(product.title());
        }
    }

    @Test
    void K7_whatAnOperatorAnnouncesIsOnTheScreensOfAll() {
        try (var browser = Browser.start()) {
            var staff = signIn(browser, Demo.staff("pantry"));
            var customer = signIn(browser, Demo.customer("techcorp"));

            shop.api()
                    .post(
                            "/api/announcements",
                            shop.api().token(Demo.OPERATOR),
                            Api.write(Map.of(
                                    "kind", "MAINTENANCE", "title", "A short night", "body", "Away from 3 to 4.")),
                            Map.of())
                    .expect(201);

            for (var page : new Browser.Page[] {staff, customer}) {
                shop.eventually(
                        "the announcement",
                        () -> assertThat(text(page, "#news")).contains("A short night", "Away from 3 to 4."));
            }
        }
    }

    @Test
    void P5_staffSeesWhatRunsLow() {
        var product = shop.product("techcorp", 33);
        var before = shop.stock(product).onHand();
        try (var browser = Browser.start()) {
            var staff = signIn(browser, Demo.staff("techcorp"));

            shop.stockUp(product, 5);

            shop.eventually(
                    "the warning",
                    () -> assertThat(text(staff, "#news")).contains("inventory:low", product.title(), "5 left"));
        } finally {
            shop.stockUp(product, before);
        }
    }

    @Test
    void F6_anOpenProductPageSeesThePiecesGo() {
        var product = shop.product("shopflow", 34);
        var before = shop.stock(product).available();
        try (var browser = Browser.start()) {
            var page = browser.open(shop.suite().gateway() + "/live.html");
            page.evaluate("""
                    import('/tradewind-client.js').then(({ connect }) => {
                        globalThis.seen = [];
                        globalThis.live = connect({
                            destination: '/topic/products/%s/inventory',
                            onMessage: it => seen.push(it.data.available),
                        });
                    })
                    """.formatted(product.id()));
            shop.eventually(
                    "the connection of somebody nobody knows",
                    () -> assertThat(page.evaluate("live.state").asString()).isIn("websocket", "sse"));

            shop.eventually(shop.wish(product, 2).place(), "CONFIRMED");

            shop.eventually(
                    "the counters on the page",
                    () -> assertThat(page.evaluate("seen.at(-1) ?? -1").asLong())
                            .isEqualTo(shop.stock(product).available())
                            .isLessThan(before));
        }
    }

    /// Where a socket takes long to open, the page takes another way and tries again a minute later.
    private Browser.Page signIn(Browser browser, String email) {
        var page = browser.open(shop.suite().gateway() + "/live.html");
        page.evaluate("""
                document.querySelector('[name=email]').value = '%s';
                document.querySelector('[name=password]').value = 'tradewind-demo';
                document.querySelector('form button').click();
                """.formatted(email));
        await("the connection of " + email)
                .atMost(MORE_THAN_A_MINUTE)
                .untilAsserted(() -> assertThat(text(page, "#state")).isEqualTo("websocket"));
        return page;
    }

    private static String text(Browser.Page page, String selector) {
        return page.evaluate("document.querySelector('" + selector + "').textContent")
                .asString();
    }
}
