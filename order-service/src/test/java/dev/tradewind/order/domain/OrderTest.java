package dev.tradewind.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.OrderStatus.Kept;
import dev.tradewind.order.domain.OrderStatus.Rejected;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final Payment PAID = Payment.PENDING.approved(new UUID(0, 9));
    private static final Reservation SOLD = Reservation.HELD.in(Reservation.Status.CONFIRMED);

    private final Order placed = Order.placed(
            new UUID(0, 1), new UUID(0, 2), new UUID(0, 3), new UUID(0, 4), Fulfilment.PICKUP, new Money(500, "BRL"));

    @Test
    void anOrderIsConfirmedPaidAndSupplied() {
        var confirmed = placed.knowing(PAID, SOLD).confirm(NOW);

        assertThat(confirmed.status()).isEqualTo(new Kept(Stage.CONFIRMED, NOW));
        assertThat(confirmed.sequence()).isEqualTo(2);
        assertThat(confirmed.version()).isEqualTo(3);
    }

    @Test
    void anUnpaidOrderIsNotConfirmed() {
        var supplied = placed.knowing(Payment.PENDING, SOLD);

        assertThatIllegalStateException()
                .isThrownBy(() -> supplied.confirm(NOW))
                .withMessageContaining("unpaid");
    }

    @ParameterizedTest
    @EnumSource(value = Reservation.Status.class, mode = EnumSource.Mode.EXCLUDE, names = "CONFIRMED")
    void anOrderWithoutCertainStockIsNotConfirmed(Reservation.Status status) {
        var paid = placed.knowing(PAID, Reservation.HELD.in(status));

        assertThatIllegalStateException().isThrownBy(() -> paid.confirm(NOW)).withMessageContaining("without stock");
    }

    @ParameterizedTest
    @EnumSource(
            value = Payment.Status.class,
            names = {"APPROVED", "UNKNOWN", "PARTIALLY_REFUNDED"})
    void anOrderIsNotRejectedWhileMoneyMayBeWithUs(Payment.Status status) {
        var paid = placed.knowing(PAID.in(status), Reservation.HELD);

        assertThatIllegalStateException()
                .isThrownBy(() -> paid.reject("unavailable", NOW))
                .withMessageContaining("reject paid");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reservation.Status.class,
            names = {"RESERVED", "CONFIRMED"})
    void anOrderIsNotRejectedWhileStockIsSetAside(Reservation.Status status) {
        var supplied = placed.knowing(Payment.PENDING, Reservation.HELD.in(status));

        assertThatIllegalStateException()
                .isThrownBy(() -> supplied.reject("unavailable", NOW))
                .withMessageContaining("reject supplied");
    }

    @Test
    void whatWasNeverAskedForIsSettledByTheRejection() {
        var rejected = placed.reject("out-of-stock", NOW);

        assertThat(rejected.status()).isEqualTo(new Rejected("out-of-stock", NOW));
        assertThat(rejected.payment().status()).isEqualTo(Payment.Status.VOIDED);
        assertThat(rejected.reservation().status()).isEqualTo(Reservation.Status.RELEASED);
    }

    @Test
    void anEndIsTheEnd() {
        var confirmed = placed.knowing(PAID, SOLD).confirm(NOW);
        var rejected = placed.reject("out-of-stock", NOW);

        assertThat(confirmed.confirm(NOW.plusSeconds(1))).isSameAs(confirmed);
        assertThat(rejected.reject("other", NOW.plusSeconds(1))).isSameAs(rejected);
        assertThatIllegalStateException().isThrownBy(() -> confirmed.reject("other", NOW));
        assertThatIllegalStateException().isThrownBy(() -> rejected.confirm(NOW));
    }

    @Test
    void nothingNewIsNoNewVersion() {
        assertThat(placed.knowing(Payment.PENDING, Reservation.HELD)).isSameAs(placed);
    }
}
