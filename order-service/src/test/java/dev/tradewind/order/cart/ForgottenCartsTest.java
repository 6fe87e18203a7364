package dev.tradewind.order.cart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.order.cart.Cart.Owner;
import dev.tradewind.testing.RealServers;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers(redis = true)
class ForgottenCartsTest {

    @Autowired
    private Carts carts;

    @Autowired
    private ForgottenCarts forgotten;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void F10_aCartIsDroppedWhenNobodyTouchedItForThirtyDays() {
        var now = Instant.now();
        var old = touched(now.minus(Carts.KEPT).minusSeconds(60));
        var young = touched(now.minus(Carts.KEPT).plusSeconds(60));

        forgotten.drop();

        assertThat(carts.find(old)).isEmpty();
        assertThat(carts.find(young)).isPresent();
    }

    private Owner touched(Instant at) {
        var owner = new Owner(UUID.randomUUID(), UUID.randomUUID());
        transaction.executeWithoutResult(_ -> {
            var cart = carts.lock(owner, at).cart();
            carts.put(cart.id(), UUID.randomUUID(), 1, null, at);
        });
        return owner;
    }
}
