package dev.tradewind.payment.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.StripeError;
import dev.tradewind.payment.domain.Outcome;
import dev.tradewind.payment.domain.Outcome.Declined;
import dev.tradewind.payment.domain.Outcome.NotNow;
import dev.tradewind.payment.domain.Outcome.RefundRefused;
import dev.tradewind.payment.domain.Outcome.Unknown;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Stripe's errors mean: a card's error is a refusal, too many calls a matter of time, our own bad key a
/// matter of a person, and everything that leaves open whether money moved is unknown.
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Outcome.OfCharge ofCharge(StripeException failed) {
        return switch (failed) {
            case CardException card -> new Declined(reason(card.getCode(), card.getDeclineCode()));
            case RateLimitException _ -> new NotNow("rate limit");
            case AuthenticationException denied -> denied(denied);
            case IdempotencyException _ -> new Unknown("idempotency_error");
            case InvalidRequestException wrong when isBusy(wrong) -> new Unknown("lock_timeout");
            case InvalidRequestException wrong -> new Declined(invalid(wrong));
            case ApiConnectionException _ -> new Unknown("no answer");
            default -> new Unknown("answered " + failed.getStatusCode());
        };
    }

    static Outcome.OfRefund ofRefund(UUID id, StripeException failed) {
        return switch (ofCharge(failed)) {
            case Declined(var reason) -> new RefundRefused(id, reason);
            case NotNow it -> it;
            case Unknown it -> it;
            case Outcome.Charged _, Outcome.Cancelled _, Outcome.Undecided _ -> throw new IllegalStateException(failed);
        };
    }

    static String reason(StripeError error) {
        return reason(error.getCode(), error.getDeclineCode());
    }

    private static String reason(@Nullable String code, @Nullable String declineCode) {
        if ("card_declined".equals(code) && declineCode != null && !declineCode.equals("generic_decline")) {
            return declineCode;
        }
        return Objects.requireNonNullElse(code, "card_declined");
    }

    private static String invalid(InvalidRequestException wrong) {
        return switch (Objects.requireNonNullElse(wrong.getCode(), "invalid_request")) {
            case "resource_missing", "token_already_used", "payment_method_unexpected_state" -> "invalid_token";
            case String code -> code;
        };
    }

    /// Another call under the same key is still at work.
    private static boolean isBusy(InvalidRequestException wrong) {
        return Integer.valueOf(409).equals(wrong.getStatusCode()) || "lock_timeout".equals(wrong.getCode());
    }

    private static NotNow denied(StripeException denied) {
        log.atError().addKeyValue("code", denied.getCode()).log("Stripe does not accept our key");
        return new NotNow("key not accepted");
    }
}
