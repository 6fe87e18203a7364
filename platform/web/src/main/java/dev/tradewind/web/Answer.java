package dev.tradewind.web;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// What the work under an idempotency key answers, before it is written down.
public record Answer(int status, Map<String, String> headers, Object body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer ok(Object body) {
        return new Answer(200, Map.of(), body);
    }

    public static Answer created(URI location, Object body) {
        return new Answer(201, Map.of("Location", location.toString()), body);
    }

    public Answer with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body);
    }
}
