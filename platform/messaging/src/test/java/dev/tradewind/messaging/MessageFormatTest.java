package dev.tradewind.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageFormatTest {

    private static final String CHARGE = "dev.tradewind.payment.charge.v1";

    private final MessageFormat format = new MessageFormat();

    @Test
    void whatPaysForAnOrderIsNotShown() {
        var order = UUID.randomUUID();
        var charge = new ChargePayment(
                order, UUID.randomUUID(), UUID.randomUUID(), new Money(100, "EUR"), "card", "tok_secret");

        var shown = format.shown(CHARGE, format.write(charge));

        assertThat(shown).contains(order.toString(), "\"amount\":100").doesNotContain("tok_secret", "cardToken");
    }

    @Test
    void aBrokenMessageOfAConfidentialKindIsNotShown() {
        assertThat(format.shown(CHARGE, "{\"cardToken\":\"tok_secret\"".getBytes(UTF_8)))
                .doesNotContain("tok_secret");
        assertThat(format.shown(CHARGE, "[\"tok_secret\"]".getBytes(UTF_8))).doesNotContain("tok_secret");
    }

    @Test
    void aBrokenMessageOfAnotherKindIsShownAsItCame() {
        assertThat(format.shown("somebody.elses.v1", "{oops".getBytes(UTF_8))).isEqualTo("{oops");
        assertThat(format.shown(null, "{oops".getBytes(UTF_8))).isEqualTo("{oops");
    }
}
