package dev.tradewind.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.OrderReply.RefundCompleted;
import dev.tradewind.contracts.OrderReply.RefundRefused;
import dev.tradewind.contracts.PaymentCommand;
import dev.tradewind.contracts.PaymentCommand.ChargeDifference;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentCommand.RefundPayment;
import dev.tradewind.contracts.PaymentCommand.VoidDifference;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import dev.tradewind.contracts.PaymentEvent;
import dev.tradewind.payment.domain.OrderPayments.Occasion;
import dev.tradewind.payment.domain.PaymentStatus.Captured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Random commands, repeated and out of order, with answers that are lost, late and doubled, against a provider in
/// memory: whatever happens, money is where both ledgers say it is.
class OrderPaymentsModelTest {

    private static final int SEQUENCES = 5_000;
    private static final int STEPS = 40;
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void I4_moneyIsWhereBothLedgersSayWhateverHappensToIt() {
        for (long seed = 0; seed < SEQUENCES; seed++) {
            new Run(seed).play();
        }
    }

    /// Takes and gives once for each id; a card's number decides.
    private static final class Till implements PaymentProvider {

        private final Map<UUID, Long> charges = new HashMap<>();
        private final Set<UUID> closed = new HashSet<>();
        private final Map<UUID, Long> refunds = new HashMap<>();
        private final Map<String, Long> given = new HashMap<>();

        @Override
        public String name() {
            return "model";
        }

        @Override
        public Outcome.OfCharge charge(UUID key, Money amount, Card card) {
            if (card instanceof Card.Token(var token) && token.equals("declined")) {
                closed.add(key);
            }
            return closed.contains(key) ? new Outcome.Declined("no") : taken(key, amount);
        }

        private Outcome.OfCharge taken(UUID key, Money amount) {
            charges.putIfAbsent(key, amount.amount());
            return new Outcome.Charged(key.toString());
        }

        @Override
        public Optional<Outcome.OfCharge> find(UUID key, Money amount) {
            return charges.containsKey(key)
                    ? Optional.of(new Outcome.Charged(key.toString()))
                    : closed.contains(key) ? Optional.of(new Outcome.Declined("no")) : Optional.empty();
        }

        @Override
        public Outcome.OfCharge cancel(UUID key, Money amount) {
            if (charges.containsKey(key)) {
                return new Outcome.Charged(key.toString());
            }
            closed.add(key);
            return new Outcome.Cancelled();
        }

        @Override
        public Outcome.OfRefund refund(UUID refundId, String reference, Money amount) {
            if (!refunds.containsKey(refundId)) {
                refunds.put(refundId, amount.amount());
                given.merge(reference, amount.amount(), Long::sum);
            }
            return new Outcome.Refunded(refundId, "back-" + refundId);
        }

        long held(Payment payment) {
            var taken = charges.getOrDefault(payment.id(), 0L);
            return taken - given.getOrDefault(payment.id().toString(), 0L);
        }
    }

    private static final class Run {

        private final long seed;
        private final Random random;
        private final Till provider = new Till();
        private final UUID order;
        private final UUID organization;
        private final List<UUID> ids = new ArrayList<>();
        private final List<Message> said = new ArrayList<>();
        private final List<Answer> late = new ArrayList<>();
        private OrderPayments payments = new OrderPayments(List.of());

        private record Answer(UUID payment, Outcome outcome, UUID lease) {}

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.order = id();
            this.organization = id();
            for (int i = 0; i < 4; i++) {
                ids.add(id());
            }
        }

        void play() {
            for (int i = 0; i < STEPS; i++) {
                switch (random.nextInt(3)) {
                    case 0 -> take(payments.on(command(), new Occasion("model", cause(), NOW, this::id)));
                    case 1 -> work();
                    default -> deliverLate();
                }
                boundsHold();
            }
            while (work()) {}
            late.clear();
            settled();
        }

        private PaymentCommand command() {
            var which = ids.get(random.nextInt(ids.size()));
            var amount = new Money(1 + random.nextInt(900), "BRL");
            return switch (random.nextInt(9)) {
                case 0, 1, 2 -> new ChargePayment(order, organization, order, new Money(1_000, "BRL"), "CARD", "visa");
                case 3 -> new ChargeDifference(order, organization, order, which, amount, "CARD", null);
                case 4 -> new ChargeDifference(order, organization, order, which, amount, "CARD", "declined");
                case 5 -> new VoidDifference(order, organization, which, "no");
                case 6, 7 -> new RefundPayment(order, organization, which, amount, "damaged");
                default ->
                    random.nextInt(4) == 0
                            ? new VoidPayment(order, organization, "no")
                            : new RefundPayment(order, organization, which, amount, "damaged");
            };
        }

        /// Asks about one payment that is due; the answer comes, is lost, or comes later and twice.
        private boolean work() {
            var due = payments.all().stream()
                    .filter(it -> it.task().dueAt() != null)
                    .findFirst();
            if (due.isEmpty()) {
                return false;
            }
            var lease = id();
            var leased = due.get().leased(lease, NOW);
            payments = payments.with(leased);
            var outcome = leased.ask(provider);
            switch (random.nextInt(4)) {
                case 0 -> {
                    late.add(new Answer(leased.id(), outcome, lease));
                    hear(new Answer(leased.id(), new Outcome.Unknown("silence"), lease));
                }
                case 1 -> {
                    late.add(new Answer(leased.id(), outcome, lease));
                    hear(new Answer(leased.id(), outcome, lease));
                }
                default -> hear(new Answer(leased.id(), outcome, lease));
            }
            return true;
        }

        private void deliverLate() {
            if (!late.isEmpty()) {
                hear(late.remove(random.nextInt(late.size())));
            }
        }

        private void hear(Answer answer) {
            take(payments.on(answer.payment, answer.outcome, answer.lease, NOW, this::id));
        }

        private void take(Decision decision) {
            payments = decision.payments();
            said.addAll(decision.messages());
        }

        private void boundsHold() {
            for (var payment : payments.all()) {
                if (payment.status() instanceof Captured it) {
                    assertThat(it.refundable().amount()).as("seed %s", seed).isNotNegative();
                }
                assertThat(provider.held(payment)).as("seed %s", seed).isNotNegative();
            }
        }

        private void settled() {
            for (var payment : payments.all()) {
                var ours = payment.status() instanceof Captured it
                        ? it.bill().amount().minus(it.paidBack()).amount()
                        : 0;
                assertThat(provider.held(payment))
                        .as("seed %s: %s", seed, payment)
                        .isEqualTo(ours);
            }
            var events = said.stream().filter(PaymentEvent.class::isInstance).toList();
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i).sequence()).as("seed %s", seed).isEqualTo(i + 1);
            }
            if (said.stream().anyMatch(PaymentVoided.class::isInstance)) {
                assertThat(payments.all().stream().mapToLong(provider::held).sum())
                        .as("seed %s", seed)
                        .isZero();
            }
            eachRefundHasOneAnswer();
        }

        private void eachRefundHasOneAnswer() {
            for (var request : ids) {
                var completed = said.stream()
                        .filter(it -> it instanceof RefundCompleted done
                                && done.refundId().equals(request))
                        .toList();
                var paid = payments.all().stream()
                        .flatMap(it -> it.refunds().stream())
                        .filter(it -> it.requestId().equals(request) && it.isPaid())
                        .mapToLong(it -> it.amount().amount())
                        .sum();
                assertThat(completed)
                        .as("seed %s", seed)
                        .allSatisfy(
                                it -> assertThat(((RefundCompleted) it).amount().amount())
                                        .isEqualTo(paid));
                if (paid > 0 && completed.isEmpty()) {
                    assertThat(said)
                            .as("seed %s", seed)
                            .anyMatch(it -> it instanceof RefundRefused no
                                    && no.refundId().equals(request));
                }
            }
        }

        private Cause cause() {
            return new Cause(id(), null);
        }

        private UUID id() {
            return new UUID(random.nextLong(), random.nextLong());
        }
    }
}
