package dev.tradewind.order.fulfilment;

import static dev.tradewind.order.fulfilment.OrderSaga.FULFIL_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveHeldStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.PaymentApproved;
import dev.tradewind.contracts.OrderReply.PaymentRefused;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.OrderReply.StockReserved;
import dev.tradewind.order.domain.Payment;
import dev.tradewind.order.domain.Reservation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TakingOverACartTest {

    private static final UUID ORDER = new UUID(0, 1);
    private static final UUID ORGANIZATION = new UUID(0, 2);
    private static final UUID CART = new UUID(0, 3);
    private static final List<Line> LINES = List.of(new Line(new UUID(0, 4), 2));

    private Purchase purchase = new Purchase(
            ORDER,
            ORGANIZATION,
            new UUID(0, 5),
            LINES,
            900,
            new Money(500, "BRL"),
            "card",
            "tok_visa",
            Payment.PENDING,
            Reservation.HELD,
            null,
            CART,
            null,
            null);

    @Test
    void T6_theCartsReservationIsTakenOverAndConfirmed() {
        assertThat(play(reserved(), new PaymentApproved(ORDER, ORGANIZATION, UUID.randomUUID())))
                .startsWith(new ReserveHeldStock(CART, ORGANIZATION, ORDER, LINES, 900))
                .endsWith(new ConfirmReservation(CART, ORGANIZATION, ORDER));
    }

    @Test
    void T6_aDeclinedCardGivesItBackToTheCart() {
        assertThat(play(
                        reserved(),
                        new PaymentRefused(ORDER, ORGANIZATION, "card_declined"),
                        new PaymentVoided(ORDER, ORGANIZATION, null)))
                .contains(new ReleaseReservation(CART, ORGANIZATION, ORDER));
    }

    private static StockReserved reserved() {
        return new StockReserved(ORDER, ORGANIZATION, CART, Instant.EPOCH);
    }

    private List<Message> play(OrderReply... replies) {
        var begun = FULFIL_ORDER.begin(purchase);
        var said = new ArrayList<>(begun.toSend());
        var progress = begun.progress();
        purchase = begun.data();
        for (var reply : replies) {
            var decision = FULFIL_ORDER.on(progress, purchase, new Signal.Reply(reply));
            progress = decision.progress();
            purchase = decision.data();
            said.addAll(decision.toSend());
        }
        return said;
    }
}
