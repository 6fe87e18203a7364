package dev.tradewind.messaging;

import dev.tradewind.messaging.ParkedMessages.Outcome;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What this one service has parked. Who may come in is decided before: everything under `/ops` is the operator's.
@RestController
@RequestMapping("/ops/dead-letters")
class DeadLetterController {

    private static final int MAX_REASON = 500;

    private final ParkedMessages parked;

    /// @param next what to give as `after` for the next part; null when this was the last
    record Part(List<ParkedMessage> items, @Nullable Long next) {}

    record Decision(@Nullable String reason) {}

    /// @param messages how many were replayed or discarded
    /// @param failedAt the message that failed again; it and all behind it stay parked
    record Result(
            int messages, @Nullable UUID failedAt, @Nullable String cause) {}

    DeadLetterController(ParkedMessages parked) {
        this.parked = parked;
    }

    @GetMapping
    Part list(@RequestParam(defaultValue = "20") int limit, @RequestParam(required = false) @Nullable Long after) {
        if (limit < 1 || limit >= ParkedMessages.MAX_LIMIT) {
            throw refusal(HttpStatus.BAD_REQUEST, "limit must be less than " + ParkedMessages.MAX_LIMIT);
        }
        var found = parked.list(limit + 1, after);
        var given = found.stream().limit(limit).toList();
        return new Part(given, found.size() > given.size() ? given.getLast().number() : null);
    }

    @PostMapping("/{id}/replay")
    Result replay(@PathVariable UUID id, @RequestBody Decision decision, Principal operator) {
        return result(parked.replay(id, operator.getName(), reason(decision)));
    }

    @PostMapping("/{id}/discard")
    Result discard(@PathVariable UUID id, @RequestBody Decision decision, Principal operator) {
        return result(parked.discard(id, operator.getName(), reason(decision)));
    }

    private static String reason(Decision decision) {
        var reason = decision.reason();
        if (reason == null || reason.isBlank() || reason.length() > MAX_REASON) {
            throw refusal(HttpStatus.UNPROCESSABLE_CONTENT, "reason must have 1 to " + MAX_REASON + " characters");
        }
        return reason;
    }

    private static Result result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var messages) -> new Result(messages, null, null);
            case Outcome.StillFailing(var messages, var id, var cause) -> new Result(messages, id, cause);
            case Outcome.Unknown _ -> throw refusal(HttpStatus.NOT_FOUND, "There is no such dead letter.");
            case Outcome.AlreadyDecided(var status) ->
                throw refusal(HttpStatus.CONFLICT, "The dead letter is " + status + " already.");
        };
    }

    private static ErrorResponseException refusal(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
