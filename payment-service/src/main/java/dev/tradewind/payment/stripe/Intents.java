package dev.tradewind.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.service.PaymentIntentService;
import dev.tradewind.contracts.Money;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// PaymentIntents under the keys of our payments: each of our ids has one intent for ever.
class Intents {

    static final String OUR_ID = "payment_id";

    private final PaymentIntentService intents;
    private final Clock clock;

    Intents(StripeClient client, Clock clock) {
        this.intents = client.v1().paymentIntents();
        this.clock = clock;
    }

    /// The payment's intent as it was when it was made; made now if there is none.
    PaymentIntent open(UUID key, Money amount) throws StripeException {
        if (KeyAge.isForgotten(key, clock)) {
            var query = PaymentIntentSearchParams.builder()
                    .setQuery("metadata['" + OUR_ID + "']:'" + key + "'")
                    .setLimit(1L)
                    .build();
            var found = intents.search(query).getData();
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        var intent = PaymentIntentCreateParams.builder()
                .setAmount(amount.amount())
                .setCurrency(amount.currency().toLowerCase(Locale.ROOT))
                .addPaymentMethodType("card")
                .putMetadata(OUR_ID, key.toString())
                .build();
        return intents.create(intent, once("create-" + key));
    }

    PaymentIntent confirm(UUID key, String id, String token) throws StripeException {
        var confirmation = PaymentIntentConfirmParams.builder().setErrorOnRequiresAction(true);
        if (token.startsWith("pm_")) {
            confirmation.setPaymentMethod(token);
        } else {
            // The client has no words for a card's token here; the API has.
            confirmation.putExtraParam("payment_method_data", Map.of("type", "card", "card", Map.of("token", token)));
        }
        return intents.confirm(id, confirmation.build(), once("confirm-" + key));
    }

    PaymentIntent retrieve(String id) throws StripeException {
        return intents.retrieve(id);
    }

    PaymentIntent cancel(UUID key, String id) throws StripeException {
        return intents.cancel(id, once("cancel-" + key));
    }

    static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }
}
