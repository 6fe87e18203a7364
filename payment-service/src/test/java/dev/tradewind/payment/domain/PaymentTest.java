package dev.tradewind.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply.PaymentRefused;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import dev.tradewind.contracts.PaymentEvent;
import dev.tradewind.payment.domain.PaymentStatus.Approved;
import dev.tradewind.payment.domain.PaymentStatus.Declined;
import dev.tradewind.payment.domain.PaymentStatus.Pending;
import dev.tradewind.payment.domain.PaymentStatus.Refunded;
import dev.tradewind.payment.domain.PaymentStatus.Refunding;
import dev.tradewind.payment.domain.PaymentStatus.Unknown;
import dev.tradewind.payment.domain.PaymentStatus.Voided;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LEASE_END = NOW.plusSeconds(12);
    private static final UUID ORDER = id(1);
    private static final UUID ORGANIZATION = id(2);
    private static final UUID CUSTOMER = id(3);
    private static final UUID PAYMENT = id(4);
    private static final UUID LEASE = id(5);
    private static final UUID REFUND = id(6);
    private static final Money AMOUNT = new Money(3_980, "BRL");
    private static final Cause CHARGE = new Cause(id(7), "00-trace-charge-01");
    private static final Cause VOID = new Cause(id(8), "00-trace-void-01");

    /// From every state by every command and every answer: the state afterwards, and what others are told.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pending          | charge        | pending          |
            pending          | void          | voided           | PaymentVoided
            pending asked    | charge        | pending asked    |
            pending asked    | void          | pending asked, void |
            pending asked    | charged       | approved         | PaymentProcessed PaymentApproved
            pending asked    | declined      | declined         | PaymentDeclined PaymentRefused
            pending asked    | cancelled     | voided           | PaymentVoided
            pending asked    | refunded      | pending asked    |
            pending asked    | refundRefused | pending asked    |
            pending asked    | unknown       | unknown          |
            pending asked, void | charge     | pending asked, void | PaymentRefused
            pending asked, void | void       | pending asked, void |
            pending asked, void | charged    | refunding        | PaymentProcessed
            pending asked, void | declined   | declined         | PaymentDeclined PaymentVoided
            pending asked, void | cancelled  | voided           | PaymentVoided
            pending asked, void | unknown    | unknown, void    |
            unknown          | charge        | unknown          |
            unknown          | void          | unknown, void    |
            unknown          | unknown       | unknown          |
            unknown asked    | void          | unknown asked, void |
            unknown asked    | charged       | approved         | PaymentProcessed PaymentApproved
            unknown asked    | declined      | declined         | PaymentDeclined PaymentRefused
            unknown asked    | cancelled     | voided           | PaymentVoided
            unknown asked    | unknown       | unknown          |
            unknown, void    | charge        | unknown, void    | PaymentRefused
            unknown, void    | void          | unknown, void    |
            unknown asked, void | charged    | refunding        | PaymentProcessed
            unknown asked, void | declined   | declined         | PaymentDeclined PaymentVoided
            unknown asked, void | cancelled  | voided           | PaymentVoided
            unknown asked, void | unknown    | unknown, void    |
            approved         | charge        | approved         | PaymentApproved
            approved         | void          | refunding        |
            approved         | charged       | approved         |
            approved         | declined      | approved         |
            approved         | cancelled     | approved         |
            approved         | refunded      | approved         |
            approved         | refundRefused | approved         |
            approved         | unknown       | approved         |
            declined         | charge        | declined         | PaymentRefused
            declined         | void          | declined         | PaymentVoided
            declined         | charged       | refunding        | PaymentProcessed
            declined         | declined      | declined         |
            declined         | cancelled     | declined         |
            declined         | unknown       | declined         |
            voided           | charge        | voided           | PaymentRefused
            voided           | void          | voided           | PaymentVoided
            voided           | charged       | refunding        | PaymentProcessed
            voided           | declined      | voided           |
            voided           | cancelled     | voided           |
            voided           | unknown       | voided           |
            never charged    | charge        | never charged    | PaymentRefused
            never charged    | void          | never charged    | PaymentVoided
            refunding        | charge        | refunding        | PaymentRefused
            refunding        | void          | refunding        |
            refunding asked  | charged       | refunding asked  |
            refunding asked  | declined      | refunding asked  |
            refunding asked  | cancelled     | refunding asked  |
            refunding asked  | refunded      | refunded         | PaymentRefunded PaymentVoided
            refunding asked  | refundRefused | refunding, given up |
            refunding asked  | unknown       | refunding        |
            refunding, given up | void       | refunding        |
            refunded         | charge        | refunded         | PaymentRefused
            refunded         | void          | refunded         | PaymentVoided
            refunded         | charged       | refunded         |
            refunded         | refunded      | refunded         |
            refunded         | refundRefused | refunded         |
            refunded         | unknown       | refunded         |
            """)
    void everySignalInEveryStateIsDecided(String state, String signal, String afterwards, @Nullable String told) {
        var change = apply(signal, in(state));

        assertThat(describe(change.payment())).isEqualTo(afterwards);
        assertThat(names(change.messages())).isEqualTo(told == null ? "" : told);
    }

    @Test
    void whatCannotHaveBeenChargedMustNotBe() {
        assertThatIllegalStateException().isThrownBy(() -> apply("charged", in("never charged")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"approved", "declined", "refunded", "voided", "refunding"})
    void theCardIsForgottenWithTheDecision(String state) {
        assertThat(in(state).toString()).doesNotContain("tok_visa");
    }

    @Test
    void eventsOfAPaymentAreCountedWithoutGaps() {
        var events = new ArrayList<Message>();
        var payment = asked(pending());
        for (var signal : List.of("charged", "charged", "charge", "void", "void", "refunded", "refunded", "void")) {
            var change = apply(signal, payment);
            events.addAll(change.messages());
            payment = change.payment();
        }

        assertThat(events)
                .filteredOn(PaymentEvent.class::isInstance)
                .extracting(Message::sequence)
                .containsExactly(1L, 2L);
        assertThat(payment.version()).isEqualTo(2);
    }

    @Test
    void aChargeThatCameTooLateIsRefusedAsVoided() {
        assertThat(apply("charge", in("never charged")).messages())
                .containsExactly(new PaymentRefused(ORDER, ORGANIZATION, "voided"));
    }

    @Test
    void aVoidTellsWhatWentBack() {
        assertThat(apply("void", in("refunded")).messages())
                .containsExactly(new PaymentVoided(ORDER, ORGANIZATION, AMOUNT));
        assertThat(apply("void", in("declined")).messages())
                .containsExactly(new PaymentVoided(ORDER, ORGANIZATION, null));
    }

    @Test
    void aMissingAnswerOnlyCountsForWhoIsAsking() {
        var asked = in("unknown asked");

        var change = asked.on(new Outcome.Unknown("late"), id(99), NOW, () -> REFUND);

        assertThat(change.payment()).isEqualTo(asked);
    }

    @Test
    void aKnownAnswerCountsWhoeverBringsIt() {
        var change = in("unknown asked").on(new Outcome.Charged("ch"), id(99), NOW, () -> REFUND);

        assertThat(describe(change.payment())).isEqualTo("approved");
    }

    @Test
    void silenceIsAskedMoreAndMoreRarelyAndGivenUpInTheEnd() {
        var payment = pending();
        var pauses = new ArrayList<Duration>();
        while (payment.task().dueAt() != null) {
            payment = apply("unknown", asked(payment)).payment();
            if (payment.task().dueAt() != null) {
                pauses.add(Duration.between(NOW, payment.task().dueAt()));
            }
        }

        assertThat(payment.isGivenUp()).isTrue();
        assertThat(payment.task().tries()).isEqualTo(Task.MAX_TRIES);
        assertThat(pauses).isSorted().startsWith(Duration.ofMillis(100)).endsWith(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"charge", "void"})
    void whatWasGivenUpBeginsAnewWhenAskedAgain(String command) {
        var payment = pending();
        while (payment.task().dueAt() != null) {
            payment = apply("unknown", asked(payment)).payment();
        }

        var again = apply(command, payment).payment();

        assertThat(again.task().isDue(NOW)).isTrue();
        assertThat(again.isGivenUp()).isFalse();
    }

    @Test
    void whatIsSaidIsCausedByTheCommandAtWork() {
        assertThat(in("approved").cause()).isEqualTo(CHARGE);
        assertThat(in("refunding").cause()).isEqualTo(VOID);
    }

    private static Change apply(String signal, Payment to) {
        return switch (signal) {
            case "charge" -> to.chargeAgain(NOW);
            case "void" -> to.voidIt(VOID, NOW, () -> REFUND);
            case "charged" -> to.on(new Outcome.Charged("ch_1"), LEASE, NOW, () -> REFUND);
            case "declined" -> to.on(new Outcome.Declined("card_declined"), LEASE, NOW, () -> REFUND);
            case "cancelled" -> to.on(new Outcome.Cancelled(), LEASE, NOW, () -> REFUND);
            case "refunded" -> to.on(new Outcome.Refunded("re_1"), LEASE, NOW, () -> REFUND);
            case "refundRefused" -> to.on(new Outcome.RefundRefused("no"), LEASE, NOW, () -> REFUND);
            case "unknown" -> to.on(new Outcome.Unknown("silence"), LEASE, NOW, () -> REFUND);
            default -> throw new IllegalArgumentException(signal);
        };
    }

    /// Every state is reached the way it is in life.
    private static Payment in(String state) {
        return switch (state) {
            case "pending" -> pending();
            case "pending asked" -> asked(pending());
            case "pending asked, void" -> after("void", asked(pending()));
            case "unknown" -> after("unknown", asked(pending()));
            case "unknown asked" -> asked(in("unknown"));
            case "unknown, void" -> after("void", in("unknown"));
            case "unknown asked, void" -> asked(in("unknown, void"));
            case "approved" -> after("charged", asked(pending()));
            case "declined" -> after("declined", asked(pending()));
            case "voided" -> after("void", pending());
            case "never charged" ->
                Payment.voidedBefore(new VoidPayment(ORDER, ORGANIZATION, "unavailable"), PAYMENT, "simulated", VOID)
                        .payment();
            case "refunding" -> after("void", in("approved"));
            case "refunding asked" -> asked(in("refunding"));
            case "refunding, given up" -> after("refundRefused", in("refunding asked"));
            case "refunded" -> after("refunded", in("refunding asked"));
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static String describe(Payment payment) {
        var asked = payment.task().lease() == null ? "" : " asked";
        return switch (payment.status()) {
            case Pending it -> "pending" + asked + (it.voidRequested() ? ", void" : "");
            case Unknown it -> "unknown" + asked + (it.voidRequested() ? ", void" : "");
            case Approved _ -> "approved" + asked;
            case Declined _ -> "declined" + asked;
            case Voided(var bill) -> bill == null ? "never charged" : "voided" + asked;
            case Refunding _ -> "refunding" + asked + (payment.isGivenUp() ? ", given up" : "");
            case Refunded _ -> "refunded" + asked;
        };
    }

    private static Payment after(String signal, Payment payment) {
        return apply(signal, payment).payment();
    }

    private static Payment asked(Payment payment) {
        return payment.leased(LEASE, LEASE_END);
    }

    private static Payment pending() {
        var command = new ChargePayment(ORDER, ORGANIZATION, CUSTOMER, AMOUNT, "CARD", "tok_visa");
        return Payment.pending(command, PAYMENT, "simulated", CHARGE, NOW);
    }

    private static String names(List<Message> messages) {
        return messages.stream().map(it -> it.getClass().getSimpleName()).collect(Collectors.joining(" "));
    }

    private static UUID id(int number) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
    }
}
