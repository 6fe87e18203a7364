package dev.tradewind.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply.PaymentRefused;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentCommand.RefundPayment;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import dev.tradewind.contracts.PaymentEvent;
import dev.tradewind.payment.domain.OrderPayments.Occasion;
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
import java.util.Objects;
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
    private static final OrderPayments NOTHING = new OrderPayments(List.of());
    private static final ChargePayment CHARGE_ORDER =
            new ChargePayment(ORDER, ORGANIZATION, CUSTOMER, AMOUNT, "CARD", "tok_visa");
    private static final Cause REFUNDING = new Cause(id(9), "00-trace-refund-01");
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
            pending asked    | undecided     | pending          |
            pending asked, void | charge     | pending asked, void | PaymentRefused
            pending asked, void | void       | pending asked, void |
            pending asked, void | charged    | refunding | PaymentProcessed
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
            unknown asked    | undecided     | unknown          |
            unknown, void    | charge        | unknown, void    | PaymentRefused
            unknown, void    | void          | unknown, void    |
            unknown asked, void | charged    | refunding | PaymentProcessed
            unknown asked, void | declined   | declined         | PaymentDeclined PaymentVoided
            unknown asked, void | cancelled  | voided           | PaymentVoided
            unknown asked, void | unknown    | unknown, void    |
            approved         | charge        | approved         | PaymentApproved
            approved         | void          | refunding |
            approved         | charged       | approved         |
            approved         | declined      | approved         |
            approved         | cancelled     | approved         |
            approved         | refunded      | approved         |
            approved         | refundRefused | approved         |
            approved         | unknown       | approved         |
            declined         | charge        | declined         | PaymentRefused
            declined         | void          | declined         | PaymentVoided
            declined         | charged       | refunding | PaymentProcessed
            declined         | declined      | declined         |
            declined         | cancelled     | declined         |
            declined         | unknown       | declined         |
            voided           | charge        | voided           | PaymentRefused
            voided           | void          | voided           | PaymentVoided
            voided           | charged       | refunding | PaymentProcessed
            voided           | declined      | voided           |
            voided           | cancelled     | voided           |
            voided           | unknown       | voided           |
            never charged    | charge        | never charged    | PaymentRefused
            never charged    | void          | never charged    | PaymentVoided
            refunding | charge        | refunding | PaymentRefused
            refunding | void          | refunding |
            refunding asked | undecided     | refunding |
            refunding asked | charged       | refunding asked |
            refunding asked | declined      | refunding asked |
            refunding asked | cancelled     | refunding asked |
            refunding asked | refunded      | refunded         | PaymentRefunded PaymentVoided
            refunding asked | refundRefused | refunding, given up |
            refunding asked | unknown       | refunding |
            refunding, given up | void       | refunding |
            refunded         | charge        | refunded         | PaymentRefused
            refunded         | void          | refunded         | PaymentVoided
            refunded         | charged       | refunded         |
            refunded         | refunded      | refunded         |
            refunded         | refundRefused | refunded         |
            refunded         | unknown       | refunded         |
            pending          | refund 980    | pending          | RefundRefused
            declined         | refund 980    | declined         | RefundRefused
            never charged    | refund 980    | never charged    | RefundRefused
            approved         | refund 0      | approved         | RefundCompleted
            approved         | refund 980    | approved -980?   |
            approved         | refund 3980   | approved -3980?  |
            approved         | refund 3981   | approved         | RefundRefused
            approved -980?   | refund 980    | approved -980?   |
            approved -980?   | refunded      | approved -980    | PaymentRefunded RefundCompleted
            approved -980?   | refundRefused | approved         | RefundRefused
            approved -980?   | unknown       | approved -980?   |
            approved -980?   | notNow        | approved -980?   |
            approved -980?   | charged       | approved -980?   |
            approved -980?   | charge        | approved -980?   | PaymentApproved
            approved -980?   | void          | refunding -980? -3000? |
            approved -980    | refunded      | approved -980    |
            approved -980    | refund 980    | approved -980    | RefundCompleted
            approved -980    | refund 3000   | approved -980 -3000? |
            approved -980    | refund 3001   | approved -980    | RefundRefused
            approved -980    | void          | refunding -980 -3000? |
            approved -3980?  | refund 1      | approved -3980?  | RefundRefused
            approved -3980?  | void          | refunding -3980? |
            approved -3980?  | refunded      | refunded -3980   | PaymentRefunded RefundCompleted
            refunded -3980   | void          | refunded -3980   | PaymentVoided
            refunding -980? -3000? | refunded      | refunding -980 -3000? | PaymentRefunded RefundCompleted
            refunding -980? -3000? | refundRefused | refunding -3000? -980? | RefundRefused
            refunding -980? -3000? | refund 100    | refunding -980? -3000? | RefundRefused
            refunding -980 -3000?  | refunded      | refunded -980 -3000    | PaymentRefunded PaymentVoided
            """)
    void everySignalInEveryStateIsDecided(String state, String signal, String afterwards, @Nullable String told) {
        var change = apply(signal, in(state));

        assertThat(describe(change.payments())).isEqualTo(afterwards);
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
            payment = change.payments();
        }

        assertThat(events)
                .filteredOn(PaymentEvent.class::isInstance)
                .extracting(Message::sequence)
                .containsExactly(1L, 2L);
        assertThat(only(payment).version()).isEqualTo(2);
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

        var decision = asked.on(PAYMENT, new Outcome.Unknown("late"), id(99), NOW, () -> REFUND);

        assertThat(decision.payments()).isEqualTo(asked);
    }

    @Test
    void aKnownAnswerCountsWhoeverBringsIt() {
        var change = in("unknown asked").on(PAYMENT, new Outcome.Charged("ch"), id(99), NOW, () -> REFUND);

        assertThat(describe(change.payments())).isEqualTo("approved");
    }

    @Test
    void silenceIsAskedMoreAndMoreRarelyAndGivenUpInTheEnd() {
        var payment = pending();
        var pauses = new ArrayList<Duration>();
        while (only(payment).task().dueAt() != null) {
            payment = apply("unknown", asked(payment)).payments();
            if (only(payment).task().dueAt() != null) {
                pauses.add(Duration.between(NOW, only(payment).task().dueAt()));
            }
        }

        assertThat(only(payment).isGivenUp()).isTrue();
        assertThat(only(payment).task().tries()).isEqualTo(Task.MAX_TRIES);
        assertThat(pauses).isSorted().startsWith(Duration.ofMillis(100)).endsWith(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "approved -980?", "refunding"})
    void aProviderThatHasNotDecidedYetIsNotSilentAndNeverGivenUp(String state) {
        var payment = in(state);
        var pauses = new ArrayList<Duration>();
        for (int i = 0; i < 3 * Task.MAX_TRIES; i++) {
            payment = apply("undecided", asked(payment)).payments();
            pauses.add(Duration.between(
                    NOW, Objects.requireNonNull(only(payment).task().dueAt())));
        }

        assertThat(only(payment).isGivenUp()).isFalse();
        assertThat(pauses).isSorted().endsWith(Duration.ofMinutes(10));
        payment = apply("unknown", asked(payment)).payments();
        assertThat(only(payment).isGivenUp()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"charge", "void"})
    void whatWasGivenUpBeginsAnewWhenAskedAgain(String command) {
        var payment = pending();
        while (only(payment).task().dueAt() != null) {
            payment = apply("unknown", asked(payment)).payments();
        }

        var again = only(apply(command, payment).payments());

        assertThat(again.task().isDue(NOW)).isTrue();
        assertThat(again.isGivenUp()).isFalse();
    }

    @Test
    void whatIsSaidIsCausedByTheCommandAtWork() {
        assertThat(only(in("approved")).cause()).isEqualTo(CHARGE);
        assertThat(only(in("refunding")).cause()).isEqualTo(VOID);
    }

    private static Decision apply(String signal, OrderPayments to) {
        var payment = to.all().getFirst().id();
        return switch (signal) {
            case "charge" -> to.on(CHARGE_ORDER, occasion(CHARGE));
            case "void" -> to.on(new VoidPayment(ORDER, ORGANIZATION, "unavailable"), occasion(VOID));
            case "charged" -> answer(new Outcome.Charged("ch_1"), to);
            case "declined" -> answer(new Outcome.Declined("card_declined"), to);
            case "cancelled" -> answer(new Outcome.Cancelled(), to);
            case "refunded" -> answer(new Outcome.Refunded(refundOf(to), "re_1"), to);
            case "refundRefused" -> answer(new Outcome.RefundRefused(refundOf(to), "no"), to);
            case "unknown" -> answer(new Outcome.Unknown("silence"), to);
            case "undecided" -> answer(new Outcome.Undecided("processing"), to);
            case "notNow" -> answer(new Outcome.NotNow("no time"), to);
            case String refund
            when refund.startsWith("refund ") -> {
                var amount = Long.parseLong(refund.substring("refund ".length()));
                var command = new RefundPayment(
                        ORDER, ORGANIZATION, id(10_000 + (int) amount), new Money(amount, "BRL"), "damaged");
                yield to.on(command, occasion(REFUNDING));
            }
            default -> throw new IllegalArgumentException(signal + " of " + payment);
        };
    }

    private static Decision answer(Outcome outcome, OrderPayments to) {
        return to.on(to.all().getFirst().id(), outcome, LEASE, NOW, () -> REFUND);
    }

    private static Occasion occasion(Cause cause) {
        return new Occasion("simulated", cause, NOW, () -> REFUND);
    }

    private static UUID refundOf(OrderPayments payments) {
        var refunds = payments.all().getFirst().refunds();
        return refunds.stream()
                .filter(Refund::isOpen)
                .findFirst()
                .or(() -> refunds.stream().findFirst())
                .map(Refund::id)
                .orElse(REFUND);
    }

    /// Every state is reached the way it is in life.
    private static OrderPayments in(String state) {
        return switch (state) {
            case "pending" -> pending();
            case "pending asked" -> asked(pending());
            case "pending asked, void" -> after("void", asked(pending()));
            case "unknown" -> after("unknown", asked(pending()));
            case "unknown asked" -> asked(in("unknown"));
            case "unknown, void" -> after("void", in("unknown"));
            case "unknown asked, void" -> asked(in("unknown, void"));
            case "approved" -> after("charged", asked(pending()));
            case "approved -980?" -> after("refund 980", in("approved"));
            case "approved -980? asked" -> asked(in("approved -980?"));
            case "approved -980" -> after("refunded", asked(in("approved -980?")));
            case "approved -3980?" -> after("refund 3980", in("approved"));
            case "declined" -> after("declined", asked(pending()));
            case "voided" -> after("void", pending());
            case "never charged" -> after("void", NOTHING);
            case "refunding" -> after("void", in("approved"));
            case "refunding asked" -> asked(in("refunding"));
            case "refunding, given up" -> after("refundRefused", in("refunding asked"));
            case "refunding -980? -3000?" -> after("void", in("approved -980?"));
            case "refunding -980 -3000?" -> after("void", in("approved -980"));
            case "refunded" -> after("refunded", in("refunding asked"));
            case "refunded -3980" -> after("refunded", asked(in("approved -3980?")));
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static String describe(OrderPayments payments) {
        var payment = payments.all().getFirst();
        var asked = payment.task().lease() == null ? "" : " asked";
        var givenUp = payment.isGivenUp() ? ", given up" : "";
        return switch (payment.status()) {
            case Pending it -> "pending" + asked + (it.voidRequested() ? ", void" : "");
            case Unknown it -> "unknown" + asked + (it.voidRequested() ? ", void" : "");
            case Approved it -> "approved" + describe(it.refunds()) + asked + givenUp;
            case Declined _ -> "declined" + asked;
            case Voided(var bill) -> bill == null ? "never charged" : "voided" + asked;
            case Refunding it -> "refunding" + describe(it.refunds()) + asked + givenUp;
            case Refunded it -> "refunded" + describe(it.refunds()) + asked;
        };
    }

    /// Nothing when a void alone gives all of it back.
    private static String describe(List<Refund> refunds) {
        return refunds.stream().allMatch(Refund::ofVoid)
                ? ""
                : refunds.stream()
                        .filter(it -> !it.isRefused())
                        .map(it -> " -" + it.amount().amount() + (it.isOpen() ? "?" : ""))
                        .collect(Collectors.joining());
    }

    private static OrderPayments after(String signal, OrderPayments payments) {
        return payments.all().isEmpty()
                ? payments.on(new VoidPayment(ORDER, ORGANIZATION, "unavailable"), occasion(VOID))
                        .payments()
                : apply(signal, payments).payments();
    }

    private static OrderPayments asked(OrderPayments payments) {
        return new OrderPayments(
                payments.all().stream().map(it -> it.leased(LEASE, LEASE_END)).toList());
    }

    private static OrderPayments pending() {
        return NOTHING.on(CHARGE_ORDER, new Occasion("simulated", CHARGE, NOW, () -> PAYMENT))
                .payments();
    }

    private static Payment only(OrderPayments payments) {
        return payments.all().getFirst();
    }

    private static String names(List<Message> messages) {
        return messages.stream().map(it -> it.getClass().getSimpleName()).collect(Collectors.joining(" "));
    }

    private static UUID id(int number) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
    }
}
