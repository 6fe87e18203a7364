package dev.tradewind.notification.telling;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.WireName;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An event as its readers on screens get it: only what is named here, under the names of the HTTP interface.
///
/// What events get one day is told to nobody before somebody has thought about who reads it.
@Component
class Facts {

    private static final Set<String> TOLD = Set.of(
            "orderId",
            "orderNumber",
            "storeId",
            "productId",
            "paymentId",
            "refundId",
            "fulfilment",
            "lines",
            "total",
            "previousTotal",
            "amount",
            "refunded",
            "previous",
            "status",
            "reason",
            "by",
            "estimatedReadyAt",
            "note",
            "carrier",
            "trackingNumber",
            "changes",
            "name",
            "available",
            "lowAt");

    private final JsonMapper json;

    Facts(JsonMapper json) {
        this.json = json;
    }

    /// `event` is what happened, in the word of the wire; `version` tells the older of two messages.
    ObjectNode of(Message message) {
        ObjectNode facts = json.valueToTree(message);
        facts.retain(TOLD);
        facts.removeNulls();
        var lines = facts.remove("lines");
        if (lines != null) {
            facts.set("items", lines);
        }
        return facts.put("event", event(message)).put("version", message.sequence());
    }

    ObjectNode empty() {
        return json.createObjectNode();
    }

    JsonNode tree(Object value) {
        return json.valueToTree(value);
    }

    /// `status-updated` of `dev.tradewind.order.status-updated.v1`.
    private static String event(Message message) {
        return Objects.requireNonNull(message.getClass().getAnnotation(WireName.class), "WireName")
                .value()
                .replaceAll("^dev\\.tradewind\\.[a-z]+\\.|\\.v[0-9]+$", "");
    }
}
