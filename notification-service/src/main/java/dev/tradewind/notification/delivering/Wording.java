package dev.tradewind.notification.delivering;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Says what happened in words for people.
@Component
class Wording {

    private final Template confirmed = Template.of(OrderConfirmed.class);
    private final Template rejected = Template.of(OrderRejected.class);

    Notice of(OrderConfirmed event) {
        return confirmed.fill(Map.of("total", amount(event.total())));
    }

    Notice of(OrderRejected event) {
        return rejected.fill(Map.of("reason", because(event.reason())));
    }

    /// Reasons grow; one we do not know yet is still an honest answer.
    private static String because(String reason) {
        return switch (reason) {
            case "out-of-stock" -> "Something you ordered is sold out.";
            case "payment-declined" -> "Your payment was declined.";
            case "reservation-expired" -> "The payment took longer than we could keep your items.";
            default -> "We cannot fulfil it at the moment.";
        };
    }

    private static String amount(Money money) {
        var digits = Currency.getInstance(money.currency()).getDefaultFractionDigits();
        return BigDecimal.valueOf(money.amount(), Math.max(digits, 0)).toPlainString() + " " + money.currency();
    }
}
