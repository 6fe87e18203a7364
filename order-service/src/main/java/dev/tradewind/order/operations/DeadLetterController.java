package dev.tradewind.order.operations;

import dev.tradewind.order.operations.DeadLetterHouse.Answered;
import dev.tradewind.web.BadParameter;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.PageRequest;
import dev.tradewind.web.Refusal;
import jakarta.validation.Valid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController("allDeadLettersController")
@RequestMapping("/api/ops/dead-letters")
class DeadLetterController {

    /// @param unreachable services whose dead letters are not in it, because they did not answer
    record Letters(List<JsonNode> items, @Nullable String nextCursor, List<String> unreachable) {}

    private final DeadLetters letters;
    private final DeadLetterHouse house;
    private final Audit audit;

    DeadLetterController(DeadLetters letters, DeadLetterHouse house, Audit audit) {
        this.letters = letters;
        this.house = house;
        this.audit = audit;
    }

    @GetMapping
    Letters list(
            Caller caller,
            @RequestParam(required = false) @Nullable String service,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String token,
            PageRequest page) {
        Operator.of(caller);
        if (service != null && !house.services().contains(service)) {
            throw new BadParameter("service", "is none of " + house.services());
        }
        var asked = service == null ? house.services() : List.of(service);
        var gathered = letters.list(asked, after(page), page.limit(), token);
        return new Letters(
                gathered.items(),
                gathered.next().isEmpty() ? null : Cursor.after(text(gathered.next())),
                gathered.unreachable());
    }

    @PostMapping("/{id}/replay")
    ResponseEntity<JsonNode> replay(
            @PathVariable UUID id,
            @Valid @RequestBody Reason reason,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String token,
            Caller caller) {
        return decide(id, "replay", reason, token, Operator.of(caller));
    }

    @PostMapping("/{id}/discard")
    ResponseEntity<JsonNode> discard(
            @PathVariable UUID id,
            @Valid @RequestBody Reason reason,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String token,
            Caller caller) {
        return decide(id, "discard", reason, token, Operator.of(caller));
    }

    private ResponseEntity<JsonNode> decide(UUID id, String decision, Reason reason, String token, Operator operator) {
        var answered = letters.decide(id, decision, reason.reason(), token).orElseThrow(() -> new NoSuchDeadLetter(id));
        if (answered.body() == null || answered.status() >= 500) {
            throw new ServiceAway(answered.service());
        }
        audit.record(operator, decision, "dead letter " + id, reason, outcome(answered));
        return ResponseEntity.status(answered.status())
                .contentType(answered.status() < 400 ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON)
                .body(answered.body());
    }

    private static String outcome(Answered answered) {
        return answered.service() + " answered " + answered.status();
    }

    private static String text(Map<String, Long> next) {
        return next.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map<String, Long> after(PageRequest page) {
        var after = new HashMap<String, Long>();
        if (page.after() != null) {
            for (var part : page.after().text(0).split(",", -1)) {
                var at = part.indexOf('=');
                try {
                    after.put(part.substring(0, Math.max(at, 0)), Long.valueOf(part.substring(at + 1)));
                } catch (NumberFormatException _) {
                    throw new BadParameter("cursor", "belongs to another list");
                }
            }
        }
        return after;
    }

    private static final class NoSuchDeadLetter extends Refusal {

        private static final long serialVersionUID = 1L;

        NoSuchDeadLetter(UUID id) {
            super(Kind.NOT_FOUND, "dead-letter-not-found", "No service has parked a message " + id + ".");
        }
    }

    private static final class ServiceAway extends Refusal {

        private static final long serialVersionUID = 1L;

        ServiceAway(String service) {
            super(Kind.UNAVAILABLE, "service-unavailable", service + " does not answer now.");
        }
    }
}
