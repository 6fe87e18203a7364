package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.order.Shop.Answer;
import dev.tradewind.testing.TestTokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/// Customers who do two things with one cart at the same moment.
class CheckoutRaceTest extends InTheShop {

    private static final int AT_ONCE = 8;

    @Autowired
    private TransactionTemplate transaction;

    private UUID customer = UUID.randomUUID();
    private String token = "";

    @BeforeEach
    void somebodyNewComesIn() {
        customer = UUID.randomUUID();
        token = TestTokens.customer(customer, shop.organization);
    }

    @Test
    void K1_whoWaitedForTheCartSeesTheOrderThatTookIt() throws Exception {
        var cart = put(2).orderId();

        var refused = whileAnotherOrderTakesIt(cart, () -> checkout(cart, "tok_visa"));

        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("cart-in-checkout");
    }

    @Test
    void K1_whoWaitedForTheCartDoesNotChangeWhatIsInCheckout() throws Exception {
        var cart = put(2).orderId();

        var refused = whileAnotherOrderTakesIt(cart, () -> put(3));

        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("cart-in-checkout");
        assertThat(jdbc.sql("select quantity from cart_lines where cart_id = :id")
                        .param("id", cart)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void K1_ofManyCheckoutsOfOneCartUnderDifferentKeysOneIsAnOrder() throws Exception {
        var cart = put(2).orderId();
        var codes = new ArrayList<Integer>();

        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> once = () -> checkout(cart, FakeParticipants.SILENT);
            for (var answer : customers.invokeAll(Collections.nCopies(AT_ONCE, once))) {
                codes.add(answer.get().status());
                if (answer.get().status() != 201) {
                    assertThat(answer.get().body()).contains("cart-in-checkout");
                }
            }
        }

        assertThat(codes).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(jdbc.sql("select count(*) from orders where customer_id = :customer")
                        .param("customer", customer)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    /// Another transaction has the cart's row, `act` waits for it, and then the other commits its order.
    private Answer whileAnotherOrderTakesIt(UUID cart, Callable<Answer> act) throws Exception {
        var order = shop.order(1, FakeParticipants.SILENT).orderId();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> acting = transaction.execute(_ -> {
                jdbc.sql("select id from carts where id = :id for update")
                        .param("id", cart)
                        .query(UUID.class)
                        .single();
                var begun = executor.submit(act);
                Shop.until(() -> assertThat(waitingForALock()).isPositive());
                jdbc.sql("update carts set order_id = :order where id = :id")
                        .param("id", cart)
                        .param("order", order)
                        .update();
                return begun;
            });
            return acting.get();
        }
    }

    private int waitingForALock() {
        return jdbc.sql("select count(*) from pg_locks where not granted")
                .query(Integer.class)
                .single();
    }

    private Answer put(int quantity) {
        return shop.put("/api/cart/items/" + shop.rice, token, "{\"quantity\": %d}".formatted(quantity));
    }

    private Answer checkout(UUID cart, String card) {
        return shop.post("/api/orders", token, """
            {"cartId": "%s", "payment": {"method": "card", "cardToken": "%s"}}
            """.formatted(cart, card), "Idempotency-Key", Shop.key());
    }
}
