package dev.tradewind.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.OrderReply.RefundCompleted;
import dev.tradewind.messaging.Ids;
import dev.tradewind.payment.Till.Order;
import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"tradewind.payment.settling.pause=50ms", "tradewind.payment.simulated.slowness=1s"})
@RealServers
@AutoConfigureRestTestClient
@Import({Ear.class, Till.class})
class SeeingAPaymentTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Till till;

    private Order order = Order.any();
    private UUID payment = Ids.next();

    @BeforeEach
    void anApprovedPayment() {
        order = till.charged("tok_visa");
        till.hasStatus(order, "APPROVED");
        payment = till.paymentOf(order);
    }

    @Test
    void itsCustomerSeesIt() {
        var token = TestTokens.customer(order.customerId(), order.organizationId());

        look("/api/payments/" + payment, token)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(payment.toString())
                .jsonPath("$.orderId")
                .isEqualTo(order.id().toString())
                .jsonPath("$.status")
                .isEqualTo("APPROVED")
                .jsonPath("$.amount.amount")
                .isEqualTo(3_980)
                .jsonPath("$.amount.currency")
                .isEqualTo("BRL")
                .jsonPath("$.cardToken")
                .doesNotExist();
        look("/api/payments?orderId=" + order.id(), token)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo(payment.toString())
                .jsonPath("$.items.length()")
                .isEqualTo(1);
    }

    @Test
    void T3_whatWentBackIsShownWithWhatMayStillGoBack() {
        var refund = Ids.next();
        till.say(order.refund(refund, 1_000));
        till.hasHeard(order, RefundCompleted.class, 1);

        look("/api/payments/" + payment, TestTokens.customer(order.customerId(), order.organizationId()))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("PARTIALLY_REFUNDED")
                .jsonPath("$.captured.amount")
                .isEqualTo(3_980)
                .jsonPath("$.refunded.amount")
                .isEqualTo(1_000)
                .jsonPath("$.refundable.amount")
                .isEqualTo(2_980)
                .jsonPath("$.providerReference")
                .isEqualTo("ch_" + payment)
                .jsonPath("$.refunds[0].id")
                .isEqualTo(refund.toString())
                .jsonPath("$.refunds[0].status")
                .isEqualTo("REFUNDED");
    }

    @Test
    void theStaffOfItsOrganisationSeesIt() {
        for (var token : List.of(
                TestTokens.staff(Ids.next(), order.organizationId()),
                TestTokens.admin(Ids.next(), order.organizationId()))) {
            look("/api/payments/" + payment, token).expectStatus().isOk();
            look("/api/payments?orderId=" + order.id(), token).expectStatus().isOk();
        }
    }

    @Test
    void toEverybodyElseItDoesNotExist() {
        for (var token : List.of(
                TestTokens.customer(Ids.next(), order.organizationId()),
                TestTokens.staff(Ids.next(), Ids.next()),
                TestTokens.admin(Ids.next(), Ids.next()),
                TestTokens.operator())) {
            look("/api/payments/" + payment, token).expectStatus().isNotFound();
            var problem = look("/api/payments?orderId=" + order.id(), token)
                    .expectStatus()
                    .isNotFound()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            // A trace id is random, and holds these digits now and then.
            assertThat(String.valueOf(problem).replaceFirst("\"traceId\":\"[0-9a-f]{32}\"", ""))
                    .contains("/problems/payment-not-found")
                    .doesNotContain("3980");
        }
    }

    @Test
    void withoutATokenNothingIsShown() {
        http.get().uri("/api/payments/" + payment).exchange().expectStatus().isUnauthorized();
        look("/api/payments/" + payment, TestTokens.expired()).expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/payments", "/api/payments?orderId=x", "/api/payments/x", "/api/payments?orderId="})
    void nonsenseIsABadRequest(String path) {
        look(path, TestTokens.customer(order.customerId(), order.organizationId()))
                .expectStatus()
                .isBadRequest();
    }

    private ResponseSpec look(String path, String token) {
        return http.get().uri(path).header("Authorization", "Bearer " + token).exchange();
    }
}
