package dev.tradewind.order.fulfilment;

import static dev.tradewind.order.fulfilment.OrderSaga.FULFIL_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import dev.tradewind.order.domain.Payment;
import dev.tradewind.order.domain.Reservation;
import dev.tradewind.order.fulfilment.Participants.Charge;
import dev.tradewind.order.fulfilment.Participants.Stock;
import dev.tradewind.order.fulfilment.Progress.Doing;
import dev.tradewind.order.fulfilment.Progress.Done;
import dev.tradewind.order.fulfilment.Progress.Stuck;
import dev.tradewind.order.fulfilment.Progress.Undoing;
import dev.tradewind.order.fulfilment.Progress.Undone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every refusal, every silence, every repetition of the saga table.
class OrderSagaTest {

    private final Play play = new Play();

    /// They are written in the database of every site: a renamed step strands the sagas that are in it.
    @Test
    void stepsKeepTheirNames() {
        assertThat(FULFIL_ORDER.steps())
                .extracting(Step::name)
                .containsExactly("reserve stock", "charge payment", "confirm reservation");
    }

    @Test
    void T6_reservesChargesAndConfirms() {
        assertThat(play.run()).isEqualTo(new Done());

        assertThat(play.asked).containsExactly(ReserveStock.class, ChargePayment.class, ConfirmReservation.class);
        assertThat(play.participants.stock).isEqualTo(Stock.SOLD);
        assertThat(play.participants.charge).isEqualTo(Charge.TAKEN);
        assertThat(play.purchase.payment().status()).isEqualTo(Payment.Status.APPROVED);
        assertThat(play.purchase.reservation().status()).isEqualTo(Reservation.Status.CONFIRMED);
    }

    @Test
    void T6_whoHasNoStockChargesNobody() {
        play.participants.refuse(ReserveStock.class);

        assertThat(play.run()).isEqualTo(new Undone());

        assertThat(play.asked).containsExactly(ReserveStock.class);
        assertThat(play.purchase.reason()).isEqualTo("out-of-stock");
        assertThat(play.participants.keepNothing()).isTrue();
    }

    @Test
    void T6_declinedCardReleasesTheStock() {
        play.participants.refuse(ChargePayment.class);

        assertThat(play.run()).isEqualTo(new Undone());

        assertThat(play.asked).containsExactly(ReserveStock.class, ChargePayment.class, ReleaseReservation.class);
        assertThat(play.purchase.reason()).isEqualTo("payment-declined");
        assertThat(play.purchase.payment().status()).isEqualTo(Payment.Status.DECLINED);
        assertThat(play.participants.keepNothing()).isTrue();
    }

    @Test
    void T6_lostReservationGivesTheMoneyBack() {
        play.participants.refuse(ConfirmReservation.class);

        assertThat(play.run()).isEqualTo(new Undone());

        assertThat(play.asked)
                .containsExactly(
                        ReserveStock.class,
                        ChargePayment.class,
                        ConfirmReservation.class,
                        VoidPayment.class,
                        ReleaseReservation.class);
        assertThat(play.purchase.reason()).isEqualTo("reservation-expired");
        assertThat(play.purchase.payment().status()).isEqualTo(Payment.Status.REFUNDED);
        assertThat(play.purchase.reservation().status()).isEqualTo(Reservation.Status.EXPIRED);
        assertThat(play.participants.charge).isEqualTo(Charge.REFUNDED);
        assertThat(play.participants.keepNothing()).isTrue();
    }

    @Test
    void silenceFromInventoryIsUndoneToo() {
        play.loseAnswers(ReserveStock.class, 1);

        assertThat(play.run()).isEqualTo(new Undone());

        assertThat(play.asked).containsExactly(ReserveStock.class, ReleaseReservation.class);
        assertThat(play.purchase.reason()).isEqualTo("unavailable");
        assertThat(play.participants.stock).isEqualTo(Stock.RELEASED);
    }

    @Test
    void silenceFromPaymentVoidsThePaymentToo() {
        play.loseAnswers(ChargePayment.class, 1);

        assertThat(play.run()).isEqualTo(new Undone());

        assertThat(play.asked)
                .containsExactly(ReserveStock.class, ChargePayment.class, VoidPayment.class, ReleaseReservation.class);
        assertThat(play.purchase.reason()).isEqualTo("unavailable");
        assertThat(play.participants.charge).isEqualTo(Charge.REFUNDED);
        assertThat(play.participants.keepNothing()).isTrue();
    }

    @Test
    void theConclusionIsAskedAgainUntilAnswered() {
        play.loseAnswers(ConfirmReservation.class, Saga.MAX_TRIES - 1);

        assertThat(play.run()).isEqualTo(new Done());

        assertThat(play.asked).filteredOn(ConfirmReservation.class::equals).hasSize(Saga.MAX_TRIES);
    }

    @Test
    void aConclusionNobodyAnswersIsStuckAndStillListens() {
        play.loseAnswers(ConfirmReservation.class, Saga.MAX_TRIES);

        assertThat(play.run()).isInstanceOf(Stuck.class);

        play.on(new Signal.Silence());
        assertThat(play.progress).isInstanceOf(Stuck.class);
        play.on(new Signal.Reply(play.unheard.getFirst()));
        assertThat(play.progress).isEqualTo(new Done());
    }

    @ParameterizedTest
    @ValueSource(classes = {VoidPayment.class, ReleaseReservation.class})
    void anUndoIsAskedAgainUntilAnswered(Class<? extends Message> slow) {
        play.participants.refuse(ConfirmReservation.class);
        play.loseAnswers(slow, Saga.MAX_TRIES - 1);

        assertThat(play.run()).isEqualTo(new Undone());

        assertThat(play.participants.keepNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {VoidPayment.class, ReleaseReservation.class})
    void anUndoNobodyAnswersIsStuckAndStillListens(Class<? extends Message> silent) {
        play.participants.refuse(ConfirmReservation.class);
        play.loseAnswers(silent, Saga.MAX_TRIES);

        assertThat(play.run()).isInstanceOf(Stuck.class);

        play.on(new Signal.Reply(play.unheard.getFirst()));
        assertThat(play.run()).isEqualTo(new Undone());
        assertThat(play.participants.keepNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {ReserveStock.class, ChargePayment.class, ConfirmReservation.class})
    void whateverIsRefusedAndRepeatedNothingIsKept(Class<? extends Message> refused) {
        play.participants.refuse(refused);
        play.repeatEveryAnswer();

        assertThat(play.run()).isEqualTo(new Undone());

        assertThat(play.participants.keepNothing()).isTrue();
        assertThat(play.asked).doesNotHaveDuplicates();
    }

    @Test
    void everyAnswerRepeatedIsHeardOnce() {
        play.repeatEveryAnswer();

        assertThat(play.run()).isEqualTo(new Done());

        assertThat(play.asked).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(classes = {ReserveStock.class, ChargePayment.class})
    void anAnswerThatComesTooLateChangesNothing(Class<? extends Message> silent) {
        play.loseAnswers(silent, 1);
        play.run();

        play.unheard.forEach(it -> play.on(new Signal.Reply(it)));

        assertThat(play.progress).isEqualTo(new Undone());
        assertThat(play.run()).isEqualTo(new Undone());
        assertThat(play.participants.keepNothing()).isTrue();
    }

    @Test
    void anOperatorAsksAStuckSagaOnceMore() {
        play.loseAnswers(ConfirmReservation.class, Saga.MAX_TRIES);
        play.run();

        play.on(new Signal.Retry());

        assertThat(play.run()).isEqualTo(new Done());
    }

    @Test
    void anOperatorWhoGivesUpAConfirmedOrderLearnsThatItIsDone() {
        play.loseAnswers(ConfirmReservation.class, Saga.MAX_TRIES);
        play.run();

        play.on(new Signal.Compensate());

        assertThat(play.run()).isEqualTo(new Done());
        assertThat(play.asked).endsWith(ReleaseReservation.class).doesNotContain(VoidPayment.class);
        assertThat(play.participants.charge).isEqualTo(Charge.TAKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reserve stock", "charge payment", "confirm reservation"})
    void anOperatorMayGiveUpAnyOpenStep(String step) {
        play.participants.stock = step.equals("reserve stock") ? Stock.NONE : Stock.RESERVED;
        play.participants.charge = step.equals("confirm reservation") ? Charge.TAKEN : Charge.NONE;
        play.progress = new Doing(step, 1);

        play.on(new Signal.Compensate());

        play.resume();
        assertThat(play.progress).isEqualTo(new Undone());
        assertThat(play.purchase.reason()).isEqualTo("abandoned");
        assertThat(play.participants.keepNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStepNobodyKnowsIsStuckAndTakesNoAnswer(boolean doing) {
        play.progress = doing ? new Doing("wrap gift", 1) : new Undoing("wrap gift", 1);

        play.on(new Signal.Silence());

        assertThat(play.progress).isInstanceOf(Stuck.class);
        play.on(new Signal.Reply(new ReservationConfirmed(new UUID(0, 1), new UUID(0, 2), new UUID(0, 1))));
        play.on(new Signal.Retry());
        play.on(new Signal.Compensate());
        assertThat(play.progress).isInstanceOf(Stuck.class);
        assertThat(play.asked).isEmpty();
    }

    @Test
    void stockThatTurnsOutSoldWhileItIsReleasedNeedsAPerson() {
        play.participants.refuse(ChargePayment.class);
        play.participants.stock = Stock.SOLD;

        assertThat(play.run()).isInstanceOf(Stuck.class);
    }

    @Test
    void whatPaysIsForgottenOnceItIsDecided() {
        play.run();

        assertThat(play.purchase.cardToken()).isNull();
        assertThat(play.purchase.toString()).doesNotContain("tok_");
    }
}
