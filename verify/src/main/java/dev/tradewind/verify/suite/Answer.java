package dev.tradewind.verify.suite;

import java.net.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What the gateway answered.
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    /// The body; a missing node when it is no JSON.
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    public String text(String field) {
        return json().path(field).asString("");
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// Itself, or a failure that shows what came instead.
    public Answer expect(int expected) {
        if (status != expected) {
            throw new IllegalStateException("status: " + status + " (expected: " + expected + ") " + body);
        }
        return this;
    }
}
