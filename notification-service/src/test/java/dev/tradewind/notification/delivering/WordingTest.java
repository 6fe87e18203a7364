package dev.tradewind.notification.delivering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    private static final UUID ID = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Wording wording = new Wording();

    @ParameterizedTest
    @CsvSource({"29990, BRL, 299.90 BRL", "29990, KRW, 29990 KRW", "5, EUR, 0.05 EUR"})
    void moneyIsWrittenInTheUnitsPeoplePayIn(long amount, String currency, String text) {
        var notice = wording.of(new OrderConfirmed(ID, ID, 2, ID, ID, ID, new Money(amount, currency), NOW));

        assertThat(notice.title()).isEqualTo("Your order is confirmed");
        assertThat(notice.body()).contains("your payment of " + text + " and");
    }

    @ParameterizedTest
    @CsvSource({
        "out-of-stock, Something you ordered is sold out.",
        "payment-declined, Your payment was declined.",
        "a-reason-of-tomorrow, We cannot fulfil it at the moment."
    })
    void aRejectionSaysWhyInWords(String reason, String text) {
        var notice = wording.of(new OrderRejected(ID, ID, 2, ID, ID, reason, NOW));

        assertThat(notice.body()).startsWith(text).doesNotContain(reason);
    }

    @Test
    void whatIsFilledInIsNotATemplateItself() {
        var template = Template.parse("Hello {name}\nBody");

        assertThat(template.fill(Map.of("name", "$1 {name} \\")).title()).isEqualTo("Hello $1 {name} \\");
    }

    @Test
    void aBlankWithoutAValueIsAMistake() {
        assertThatNullPointerException()
                .isThrownBy(() -> Template.parse("Title\n{nothing}").fill(Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Template.parse("Only a title"));
    }
}
