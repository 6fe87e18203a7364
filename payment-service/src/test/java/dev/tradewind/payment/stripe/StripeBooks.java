package dev.tradewind.payment.stripe;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the server has done: intents and refunds as the JSON objects they are answered as. Not for two threads.
final class StripeBooks {

    /// An answer as it goes over the wire.
    record Answer(int status, Map<String, ?> body) {

        static Answer error(int status, String type, String code, @Nullable String declineCode) {
            var error = new LinkedHashMap<String, Object>(Map.of("type", type, "code", code, "message", "No: " + code));
            if (declineCode != null) {
                error.put("decline_code", declineCode);
            }
            return new Answer(status, Map.of("error", error));
        }
    }

    static final String CARD = "payment_method_data[card][token]";
    static final String VISA = "tok_visa";

    private final Map<String, Map<String, Object>> intents = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> refunds = new LinkedHashMap<>();
    private final Clock clock;
    private boolean refundsArePending;

    StripeBooks(Clock clock) {
        this.clock = clock;
    }

    List<Map<String, Object>> intents() {
        return new ArrayList<>(intents.values());
    }

    List<Map<String, Object>> refunds() {
        return new ArrayList<>(refunds.values());
    }

    Answer create(Map<String, String> form) {
        var intent = object("payment_intent", "pi_" + (intents.size() + 1), form);
        intent.put("amount_received", 0L);
        intent.put("status", "requires_payment_method");
        intents.put(id(intent), intent);
        return new Answer(200, Map.copyOf(intent));
    }

    Answer intent(String id) {
        var intent = intents.get(id);
        return intent == null ? missing() : new Answer(200, Map.copyOf(intent));
    }

    Answer confirm(String id, Map<String, String> form) {
        var intent = intents.get(id);
        if (intent == null) {
            return missing();
        }
        if (!text(intent, "status").equals("requires_payment_method")) {
            return Answer.error(400, "invalid_request_error", "payment_intent_unexpected_state", null);
        }
        var token = form.getOrDefault(CARD, "none");
        return switch (token.startsWith(VISA) ? VISA : token) {
            case "tok_processing" -> {
                intent.put("status", "processing");
                yield new Answer(200, Map.copyOf(intent));
            }
            case VISA -> {
                intent.put("status", "succeeded");
                intent.put("amount_received", intent.get("amount"));
                intent.remove("last_payment_error");
                yield new Answer(200, Map.copyOf(intent));
            }
            case "tok_chargeDeclined" -> decline(intent, "generic_decline");
            case "tok_chargeDeclinedInsufficientFunds" -> decline(intent, "insufficient_funds");
            default -> Answer.error(400, "invalid_request_error", "resource_missing", null);
        };
    }

    private static Answer decline(Map<String, Object> intent, String declineCode) {
        var answer = Answer.error(402, "card_error", "card_declined", declineCode);
        intent.put("last_payment_error", Objects.requireNonNull(answer.body().get("error")));
        return answer;
    }

    Answer cancel(String id) {
        var intent = intents.get(id);
        if (intent == null) {
            return missing();
        }
        if (text(intent, "status").equals("succeeded") || text(intent, "status").equals("canceled")) {
            return Answer.error(400, "invalid_request_error", "payment_intent_unexpected_state", null);
        }
        intent.put("status", "canceled");
        return new Answer(200, Map.copyOf(intent));
    }

    Answer refund(Map<String, String> form) {
        var intent = intents.get(form.getOrDefault("payment_intent", ""));
        if (intent == null) {
            return missing();
        }
        var given = refunds.values().stream()
                .filter(it -> text(it, "payment_intent").equals(id(intent)))
                .mapToLong(it -> number(it, "amount"))
                .sum();
        if (given + Long.parseLong(form.get("amount")) > number(intent, "amount_received")) {
            return Answer.error(400, "invalid_request_error", "charge_already_refunded", null);
        }
        var refund = object("refund", "re_" + (refunds.size() + 1), form);
        refund.put("currency", intent.get("currency"));
        refund.put("payment_intent", id(intent));
        refund.put("status", refundsArePending ? "pending" : "succeeded");
        refunds.put(id(refund), refund);
        return new Answer(200, Map.copyOf(refund));
    }

    /// As a bank does that takes its time.
    void takeTimeToRefund() {
        refundsArePending = true;
    }

    void finishRefunds() {
        refundsArePending = false;
        refunds.values().forEach(it -> it.put("status", "succeeded"));
    }

    Answer refund(String id) {
        var refund = refunds.get(id);
        return refund == null ? missing() : new Answer(200, Map.copyOf(refund));
    }

    private Map<String, Object> object(String kind, String id, Map<String, String> form) {
        var object = new LinkedHashMap<String, Object>();
        object.put("id", id);
        object.put("object", kind);
        object.put("amount", Long.parseLong(form.get("amount")));
        object.put("created", clock.instant().getEpochSecond());
        object.put("currency", form.getOrDefault("currency", ""));
        var metadata = new LinkedHashMap<String, String>();
        form.forEach((name, value) -> {
            if (name.startsWith("metadata[")) {
                metadata.put(name.substring("metadata[".length(), name.length() - 1), value);
            }
        });
        object.put("metadata", metadata);
        return object;
    }

    static String id(Map<String, Object> object) {
        return text(object, "id");
    }

    static String text(Map<String, Object> object, String name) {
        return String.valueOf(object.get(name));
    }

    static long number(Map<String, Object> object, String name) {
        return Long.parseLong(text(object, name));
    }

    static boolean isOf(Map<String, Object> object, String ourId) {
        return object.get("metadata") instanceof Map<?, ?> metadata && metadata.containsValue(ourId);
    }

    private static Answer missing() {
        return Answer.error(404, "invalid_request_error", "resource_missing", null);
    }
}
