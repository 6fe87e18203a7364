package dev.tradewind.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class HoldTest {

    @Test
    void F1_onlyTheLastOrdersOfACartAreRemembered() {
        var hold = Hold.NONE;
        for (var i = 1; i <= 200; i++) {
            hold = hold.ended(new UUID(i, 0), "released");
        }

        assertThat(hold.ended()).hasSize(50).containsKeys(new UUID(151, 0), new UUID(200, 0));
    }

    @Test
    void whatAnOrderWasToldFirstStaysTrue() {
        var order = new UUID(1, 0);

        assertThat(Hold.NONE.ended(order, "released").ended(order, "expired").ended())
                .containsEntry(order, "released");
    }
}
