package dev.tradewind.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.PaymentCommand.ChargeDifference;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentCommand.RefundPayment;
import dev.tradewind.contracts.PaymentCommand.VoidDifference;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.payment.domain.Cause;
import dev.tradewind.payment.domain.OrderPayments;
import dev.tradewind.payment.domain.Outcome;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.Payments;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Speaks to payment-service as order-service does, over Kafka, and looks into both ledgers.
@TestComponent
class Till {

    static final Money AMOUNT = new Money(3_980, "BRL");

    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Ear ear;
    private final Payments payments;
    private final Clock clock;

    Till(
            Outbox outbox,
            PlatformTransactionManager transactions,
            JdbcClient jdbc,
            Ear ear,
            Payments payments,
            Clock clock) {
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
        this.ear = ear;
        this.payments = payments;
        this.clock = clock;
    }

    /// An order of its own customer and organisation.
    record Order(UUID id, UUID organizationId, UUID customerId) {

        static Order any() {
            return new Order(Ids.next(), Ids.next(), Ids.next());
        }

        ChargePayment charge(String cardToken) {
            return new ChargePayment(id, organizationId, customerId, AMOUNT, "CARD", cardToken);
        }

        RefundPayment refund(UUID refundId, long amount) {
            return new RefundPayment(id, organizationId, refundId, new Money(amount, "BRL"), "damaged");
        }

        /// @param cardToken null for the card of the order
        ChargeDifference chargeDifference(UUID chargeId, long amount, @Nullable String cardToken) {
            return new ChargeDifference(
                    id, organizationId, customerId, chargeId, new Money(amount, "BRL"), "CARD", cardToken);
        }

        VoidDifference voidDifference(UUID chargeId) {
            return new VoidDifference(id, organizationId, chargeId, "unavailable");
        }

        VoidPayment voidIt() {
            return new VoidPayment(id, organizationId, "unavailable");
        }
    }

    static ConditionFactory patiently() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50));
    }

    void say(Message... commands) {
        transaction.executeWithoutResult(
                _ -> outbox.append(Stream.of(commands).map(Outgoing::of).toList()));
    }

    Order charged(String cardToken) {
        var order = Order.any();
        say(order.charge(cardToken));
        return order;
    }

    /// An order whose provider was asked so often, and in vain, that a person has to look. It is written down as it is
    /// then: no moment has to be caught.
    Order givenUp(String provider) {
        var order = Order.any();
        var now = clock.instant();
        var payment = Payment.pending(order.charge("tok_visa"), Ids.next(), provider, new Cause(Ids.next(), null), now);
        while (payment.task().dueAt() != null) {
            var lease = Ids.next();
            payment = new OrderPayments(List.of(payment.leased(lease, now)))
                    .on(payment.id(), new Outcome.Unknown("silence"), lease, now, Ids::next)
                    .payments()
                    .all()
                    .getFirst();
        }
        payments.add(List.of(payment), now);
        return order;
    }

    /// Waits until exactly this has been heard, events and replies each in their order.
    void hears(Order order, String... names) {
        patiently()
                .untilAsserted(() -> assertThat(ear.about(order.id()))
                        .extracting(it -> it.getClass().getSimpleName())
                        .containsExactlyInAnyOrder(names));
    }

    void hearsVoided(Order order) {
        patiently().untilAsserted(() -> assertThat(ear.about(order.id())).anyMatch(PaymentVoided.class::isInstance));
    }

    /// Waits until so many of these have been heard.
    void hasHeard(Order order, Class<?> type, int times) {
        patiently()
                .untilAsserted(() -> assertThat(ear.about(order.id()))
                        .filteredOn(type::isInstance)
                        .hasSize(times));
    }

    <M> M heard(Order order, Class<M> type) {
        return ear.about(order.id()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    void hasStatus(Order order, String status) {
        patiently().untilAsserted(() -> assertThat(status(order)).isEqualTo(status));
    }

    void hasPayment(Order order) {
        patiently().untilAsserted(() -> assertThat(status(order)).isNotEqualTo("NONE"));
    }

    String status(Order order) {
        return jdbc.sql("select coalesce(max(status), 'NONE') from payment where charge_id = :order")
                .param("order", order.id())
                .query((row, _) -> row.getString(1))
                .single();
    }

    /// Waits until the void has arrived, whatever it can do by then.
    void hasHeardTheVoid(Order order) {
        patiently()
                .untilAsserted(() -> assertThat(jdbc.sql("select void_requested from payment where charge_id = :order")
                                .param("order", order.id())
                                .query((row, _) -> row.getBoolean(1))
                                .optional())
                        .contains(true));
    }

    UUID paymentOf(Order order) {
        return jdbc.sql("select id from payment where charge_id = :order")
                .param("order", order.id())
                .query((row, _) -> row.getObject(1, UUID.class))
                .single();
    }

    /// What the provider holds of the order's money.
    long held(Order order) {
        return jdbc.sql("""
                select coalesce(sum(charge.amount), 0) - coalesce(sum(
                    (select sum(amount) from provider_refund where charge_reference = charge.reference)), 0)
                from provider_charge charge join payment on payment.id = charge.idempotency_key
                where payment.order_id = :order and charge.status = 'CHARGED'
                """)
                .param("order", order.id())
                .query((row, _) -> row.getLong(1))
                .single();
    }

    long charges(Order order) {
        return jdbc.sql("""
                select count(*) from provider_charge charge join payment on payment.id = charge.idempotency_key
                where payment.order_id = :order and charge.status = 'CHARGED'
                """)
                .param("order", order.id())
                .query((row, _) -> row.getLong(1))
                .single();
    }

    /// Payments and charges that say different things, in whichever ledger.
    List<String> differences() {
        return jdbc.sql("""
                with charged as (
                    select charge.idempotency_key as id, charge.reference, charge.amount, (
                        select coalesce(sum(refund.amount), 0) from provider_refund refund
                        where refund.charge_reference = charge.reference) as refunded
                    from provider_charge charge where charge.status = 'CHARGED')
                select coalesce(payment.id, charged.id)::text from payment
                full join charged on charged.id = payment.id
                where coalesce(payment.captured, 0) <> coalesce(charged.amount, 0)
                    or coalesce(payment.refunded, 0) <> coalesce(charged.refunded, 0)
                    or payment.provider_reference is distinct from charged.reference
                """).query((row, _) -> row.getString(1)).list();
    }
}
