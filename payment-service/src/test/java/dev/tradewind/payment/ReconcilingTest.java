package dev.tradewind.payment;

import static dev.tradewind.payment.Till.patiently;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.contracts.OrderReply.RefundCompleted;
import dev.tradewind.messaging.Ids;
import dev.tradewind.payment.Till.Order;
import dev.tradewind.payment.domain.ProviderBooks;
import dev.tradewind.payment.domain.ProviderIsAway;
import dev.tradewind.payment.reconciling.Auditor;
import dev.tradewind.payment.stripe.StripeServer;
import dev.tradewind.testing.TestTokens;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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
        // A test whose orders are of two days compares the wrong one.
        await().atMost(Duration.ofMinutes(1)).until(() -> LocalTime.now(UTC).isBefore(LocalTime.of(23, 59, 30)));
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
                .jsonPath("$.items[?(@.id == '" + report + "')].status")
                .isEqualTo("DONE");
        assertThat(jdbc.sql("select charges > 0 and refunds > 0 from reconciliation where id = :report")
                        .param("report", report)
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
        var stuck = till.givenUp("stripe");
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

        // The service looks by itself as well, and may be at it.
        patiently()
                .untilAsserted(() -> assertThat(
                                jdbc.sql("select day from reconciliation where provider = 'stripe' and status = 'DONE'")
                                        .query(LocalDate.class)
                                        .list())
                        .containsExactlyInAnyOrderElementsOf(daysThatAreOver()));
    }

    @Test
    void aDayIsComparedOnceAndByOneAtATime() {
        var day = LocalDate.of(2026, 1, 1);

        var first = auditor.reconcile(booksOf("simulated"), day);

        assertThat(first).isPresent();
        assertThat(auditor.reconcile(booksOf("simulated"), day)).isEmpty();
        jdbc.sql("""
                update reconciliation set status = 'RUNNING', lease_until = now() + interval '1 minute'
                where day = '2026-01-01'
                """).update();
        assertThat(auditor.reconcile(booksOf("simulated"), day)).isEmpty();
        jdbc.sql("update reconciliation set lease_until = now() - interval '1 minute' where day = '2026-01-01'")
                .update();
        assertThat(auditor.reconcile(booksOf("simulated"), day)).isEqualTo(first);
    }

    @Test
    void aProviderThatIsAwayIsAskedAgainUntilTheTriesAreUsedUp() {
        var away = new AwayBooks();
        var day = LocalDate.of(2026, 1, 2);

        for (int i = 0; i < 8; i++) {
            auditor.reconcile(away, day);
            jdbc.sql("update reconciliation set lease_until = now() - interval '1 minute' where provider = 'away'")
                    .update();
        }

        assertThat(jdbc.sql(
                                "select status || ' ' || tries || ' ' || failure from reconciliation where provider = 'away'")
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

    /// From the first day with a payment at Stripe, as the service counts them.
    private List<LocalDate> daysThatAreOver() {
        var first = jdbc.sql("select min(created_at) from payment where provider = 'stripe'")
                .query((row, _) -> row.getTimestamp(1).toInstant().atOffset(UTC).toLocalDate())
                .single();
        return first.datesUntil(Instant.now()
                        .minus(Duration.ofMinutes(30))
                        .atOffset(UTC)
                        .toLocalDate())
                .toList();
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
