package dev.tradewind.order.operations;

import dev.tradewind.order.operations.DeadLetterHouse.Answered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gathers what each service of the house has parked: every one answers for itself, we only put it together.
@Component
class DeadLetters {

    /// @param next the number to go on after, of each service that has more
    /// @param unreachable services that did not answer, so that nobody takes silence for health
    record Gathered(List<JsonNode> items, Map<String, Long> next, List<String> unreachable) {}

    private final DeadLetterHouse house;

    DeadLetters(DeadLetterHouse house) {
        this.house = house;
    }

    /// The oldest first.
    ///
    /// @param after where each service goes on; a service that is not in it begins
    Gathered list(List<String> services, Map<String, Long> after, int limit, String token) {
        var found = new ArrayList<ObjectNode>();
        var unreachable = new ArrayList<String>();
        for (var service : services) {
            var part = house.list(service, limit + 1, after.get(service), token);
            if (part.isEmpty()) {
                unreachable.add(service);
                continue;
            }
            part.get().get("items").forEach(it -> found.add(((ObjectNode) it).put("service", service)));
        }
        found.sort(Comparator.comparing(it -> it.get("parkedAt").asString()));
        var given = found.stream().limit(limit).map(it -> (JsonNode) it).toList();
        var next = new LinkedHashMap<>(after);
        given.forEach(
                it -> next.put(it.get("service").asString(), it.get("number").asLong()));
        return new Gathered(given, found.size() > given.size() ? next : Map.of(), unreachable);
    }

    /// Asks one service after the other whether the dead letter is its own; empty when it is nobody's.
    Optional<Answered> decide(UUID id, String decision, String reason, String token) {
        @Nullable Answered unsure = null;
        for (var service : house.services()) {
            var answered = house.decide(service, id, decision, reason, token);
            if (answered.status() == 503) {
                unsure = answered;
            } else if (answered.status() != 404) {
                return Optional.of(answered);
            }
        }
        return Optional.ofNullable(unsure);
    }
}
