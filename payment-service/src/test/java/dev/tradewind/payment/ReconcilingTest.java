package dev.tradewind.payment;

import static dev.tradewind.payment.Till.patiently;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.OrderReply.RefundCompleted;
import dev.tradewind.messaging.Ids;
import dev.tradewind.payment.Till.Order;
import dev.tradewind.payment.domain.ProviderBooks;
import dev.tradewind.payment.domain.ProviderIsAway;
import dev.tradewind.payment.reconciling.Auditor;
import dev.tradewind.payment.stripe.StripeServer;
import dev.tradewind.payment.stripe.StripeServer.Fault;
import dev.tradewind.testing.TestTokens;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ChargingAtStripe
class ReconcilingTest {

    @Autowired
    private Till till;

    @Autowired
    private StripeServer stripe;

    @Autowired
    private Auditor auditor;

    @Autowired
    private List<ProviderBooks> books;

    @Autowired
    private RestTestClient http;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void noReportYet() {
        jdbc.sql("delete from reconciliation_difference").update();
        jdbc.sql("delete from reconciliation_entry").update();
        jdbc.sql("delete from reconciliation").update();
    }

    @Test
    void I4_ledgersThatSayTheSameHaveNoDifference() {
        var paid = refunded();

        var report = auditor.reconcile(booksOf("stripe"), today(paid)).orElseThrow();

        assertThat(found(report, till.paymentOf(paid))).isEmpty();
        look("/api/ops/payments/reconciliations", TestTokens.operator())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo(report.toString())
                .jsonPath("$.items[0].status")
                .isEqualTo("DONE");
        assertThat(jdbc.sql("select charges > 0 and refunds > 0 from reconciliation")
                        .query((row, _) -> row.getBoolean(1))
                        .single())
                .isTrue();
    }

    @Test
    void I4_everyKindOfDifferenceIsFoundOnBothSides() {
        var beside = stripe.chargeBesideUs(777);
        var gone = approved();
        var other = approved();
        var unpaid = refunded();
        var stuck = stuck();
        change(gone, "provider_reference = 'pi_gone'");
        change(other, "amount = amount + 1, captured = captured + 1");
        jdbc.sql("update refund set provider_reference = 're_gone' where payment_id = :payment")
                .param("payment", till.paymentOf(unpaid))
                .update();

        var report = auditor.reconcile(booksOf("stripe"), today(gone)).orElseThrow();

        assertThat(found(report, till.paymentOf(gone))).containsExactly("MISSING_THERE CHARGE 3980 -");
        assertThat(found(report, till.paymentOf(other))).containsExactly("AMOUNT_DIFFERS CHARGE 3981 3980");
        assertThat(found(report, till.paymentOf(unpaid))).containsExactly("MISSING_THERE REFUND 1000 -");
        assertThat(found(report, till.paymentOf(stuck))).containsExactly("STUCK CHARGE 3980 -");
        assertThat(jdbc.sql("""
                        select kind || ' ' || theirs from reconciliation_difference
                        where reconciliation_id = :report and reference = :reference
                        """)
                        .param("report", report)
                        .param("reference", beside)
                        .query((row, _) -> row.getString(1))
                        .list())
                .containsExactly("MISSING_HERE 777");
        look("/api/ops/payments/reconciliations/" + report + "/differences?limit=1", TestTokens.operator())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.nextCursor")
                .isNotEmpty();
        jdbc.sql("update payment set provider_reference = 'pi_' || id where provider_reference = 'pi_gone'")
                .update();
        change(other, "amount = amount - 1, captured = captured - 1");
    }

    @Test
    void I4_daysThatNobodyComparedAreMadeUpForOnceEach() {
        change(approved(), "created_at = created_at - interval '3 days'");

        auditor.lookForDays();
        auditor.lookForDays();

        assertThat(jdbc.sql("select count(*) from reconciliation where provider = 'stripe' and status = 'DONE'")
                        .query((row, _) -> row.getLong(1))
                        .single())
                .isBetween(2L, 3L);
    }

    @Test
    void aDayIsComparedOnceAndByOneAtATime() {
        var day = LocalDate.of(2026, 1, 1);

        var first = auditor.reconcile(booksOf("simulated"), day);

        assertThat(first).isPresent();
        assertThat(auditor.reconcile(booksOf("simulated"), day)).isEmpty();
        jdbc.sql("update reconciliation set status = 'RUNNING', lease_until = now() + interval '1 minute'")
                .update();
        assertThat(auditor.reconcile(booksOf("simulated"), day)).isEmpty();
        jdbc.sql("update reconciliation set lease_until = now() - interval '1 minute'")
                .update();
        assertThat(auditor.reconcile(booksOf("simulated"), day)).isEqualTo(first);
    }

    @Test
    void aProviderThatIsAwayIsAskedAgainUntilTheTriesAreUsedUp() {
        var away = new AwayBooks();
        var day = LocalDate.of(2026, 1, 2);

        for (int i = 0; i < 8; i++) {
            auditor.reconcile(away, day);
            jdbc.sql("update reconciliation set lease_until = now() - interval '1 minute'")
                    .update();
        }

        assertThat(jdbc.sql("select status || ' ' || tries || ' ' || failure from reconciliation")
                        .query((row, _) -> row.getString(1))
                        .single())
                .isEqualTo("FAILED 5 away does not answer");
    }

    @Test
    void reportsAreForOperators() {
        var path = "/api/ops/payments/reconciliations";
        http.get().uri(path).exchange().expectStatus().isUnauthorized();
        look(path, TestTokens.admin(Ids.next(), Ids.next())).expectStatus().isForbidden();
        look(path + "/" + Ids.next() + "/differences", TestTokens.operator())
                .expectStatus()
                .isNotFound();
    }

    private Order approved() {
        var order = till.charged("tok_visa");
        till.hasStatus(order, "APPROVED");
        return order;
    }

    private Order refunded() {
        var order = approved();
        till.say(order.refund(Ids.next(), 1_000));
        till.hasHeard(order, RefundCompleted.class, 1);
        return order;
    }

    private Order stuck() {
        stripe.then(Fault.NOT_DONE_AND_500);
        var order = till.charged("tok_visa");
        patiently().until(() -> jdbc.sql("""
                        update payment set next_attempt_at = null
                        where charge_id = :order and status = 'UNKNOWN' and lease_owner is null
                        """).param("order", order.id()).update() == 1);
        return order;
    }

    private void change(Order order, String how) {
        jdbc.sql("update payment set " + how + " where charge_id = :order")
                .param("order", order.id())
                .update();
    }

    private LocalDate today(Order order) {
        return jdbc.sql("select created_at from payment where charge_id = :order")
                .param("order", order.id())
                .query((row, _) -> row.getTimestamp(1).toInstant().atOffset(UTC).toLocalDate())
                .single();
    }

    private List<String> found(UUID report, UUID payment) {
        return jdbc.sql("""
                select concat_ws(' ', kind, subject, ours, coalesce(theirs::text, '-')) from reconciliation_difference
                where reconciliation_id = :report and payment_id = :payment
                """)
                .param("report", report)
                .param("payment", payment)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private ProviderBooks booksOf(String provider) {
        return books.stream()
                .filter(it -> it.provider().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    private ResponseSpec look(String path, String token) {
        return http.get().uri(path).header("Authorization", "Bearer " + token).exchange();
    }

    private static final class AwayBooks implements ProviderBooks {

        @Override
        public String provider() {
            return "away";
        }

        @Override
        public Page read(ProviderBooks.Kind kind, Instant from, Instant to, @Nullable String after, int limit) {
            throw new ProviderIsAway(provider(), new IOException("nobody there"));
        }
    }
}
