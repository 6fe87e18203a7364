package dev.tradewind.web.trial;

import dev.tradewind.web.Answer;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Idempotency;
import dev.tradewind.web.KnownFieldsOnly;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import dev.tradewind.web.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// One operation for each thing the platform promises.
@RestController
class Trial {

    private static final int NUMBERS = 45;

    private final Idempotency idempotency;
    private final JdbcClient jdbc;

    Trial(Idempotency idempotency, JdbcClient jdbc) {
        this.idempotency = idempotency;
        this.jdbc = jdbc;
        jdbc.sql("create table if not exists things (id uuid primary key, name text not null)")
                .update();
    }

    record Thing(
            @NotBlank String name,
            @Min(1) int quantity,
            @Nullable UUID id,
            @Nullable Role role) {}

    @KnownFieldsOnly
    record Bare(@NotBlank String name, List<Part> parts) {

        @KnownFieldsOnly
        record Part(int number) {}
    }

    static final class Closed extends Refusal {

        private static final long serialVersionUID = 1L;

        Closed() {
            super(Kind.UNAVAILABLE, "shop-closed", "The shop is closed.");
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(7);
        }
    }

    @GetMapping("/shelf/{name}")
    Map<String, Object> shelf(@PathVariable String name, @Nullable Caller caller) {
        return Map.of("name", name, "signedIn", caller != null);
    }

    @GetMapping("/shelf/trace")
    Map<String, Object> trace() {
        return Map.of("traceparent", String.valueOf(MDC.get("traceparent")));
    }

    @GetMapping("/shelf/mine")
    Map<String, Object> mine(Caller caller) {
        return Map.of("account", caller.accountId());
    }

    @GetMapping("/numbers")
    Page<Integer> numbers(PageRequest request, @RequestParam Map<String, String> any) {
        var after = request.after();
        var first = after == null ? 1 : (int) after.number(0) + 1;
        var rows = IntStream.rangeClosed(first, Math.min(first + request.rows() - 1, NUMBERS))
                .boxed()
                .toList();
        return Page.of(request, rows, Cursor::after);
    }

    @GetMapping("/things/{id}")
    Map<String, Object> thing(@PathVariable UUID id) {
        return Map.of("id", id);
    }

    @GetMapping("/staff-room")
    Map<String, Object> staffRoom(Caller caller) {
        caller.mustBe(Role.STAFF, Role.ADMIN);
        return Map.of("welcome", caller.accountId());
    }

    @GetMapping("/closed")
    void closed() {
        throw new Closed();
    }

    @GetMapping("/broken")
    void broken() {
        throw new IllegalStateException("select secret from password");
    }

    @PostMapping("/open/things")
    Thing echo(@Valid @RequestBody Thing thing) {
        return thing;
    }

    @PostMapping("/open/bare")
    Bare echo(@Valid @RequestBody Bare bare) {
        return bare;
    }

    @PostMapping("/things")
    ResponseEntity<byte[]> add(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Thing thing) {
        return idempotency
                .once(caller, key, "POST /things", thing, () -> add(thing))
                .response();
    }

    private Answer add(Thing thing) {
        var id = UUID.randomUUID();
        jdbc.sql("insert into things (id, name) values (:id, :name)")
                .param("id", id)
                .param("name", thing.name())
                .update();
        if (thing.name().startsWith("refused")) {
            throw new Closed();
        }
        // Long enough in the transaction for others to come in between.
        jdbc.sql("select 1 from pg_sleep(:seconds)")
                .param("seconds", 0.05)
                .query()
                .listOfRows();
        return Answer.created(URI.create("/things/" + id), Map.of("id", id)).with("ETag", "\"1\"");
    }
}
