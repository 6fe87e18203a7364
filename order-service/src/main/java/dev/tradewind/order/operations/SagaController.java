package dev.tradewind.order.operations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tradewind.order.fulfilment.CannotInterfere.NoSuchSaga;
import dev.tradewind.order.fulfilment.Fulfilments;
import dev.tradewind.order.operations.Sagas.Saga;
import dev.tradewind.order.operations.Sagas.Status;
import dev.tradewind.order.operations.Sagas.Step;
import dev.tradewind.web.BadParameter;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ops/sagas")
class SagaController {

    /// A saga with all it heard and said.
    record WholeSaga(@JsonUnwrapped Saga saga, List<Step> steps) {}

    private final Sagas sagas;
    private final Fulfilments fulfilments;
    private final Audit audit;
    private final TransactionOperations transaction;
    private final Clock clock;

    SagaController(Sagas sagas, Fulfilments fulfilments, Audit audit, TransactionOperations transaction, Clock clock) {
        this.sagas = sagas;
        this.fulfilments = fulfilments;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping
    Page<Saga> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Nullable String olderThan,
            PageRequest page) {
        Operator.of(caller);
        var found = sagas.list(status, before(olderThan), page);
        var given = found.stream().limit(page.limit()).toList();
        var next = found.size() > given.size() ? given.getLast() : null;
        return new Page<>(given, next == null ? null : Cursor.after(next.since(), next.orderId()));
    }

    @GetMapping("/{orderId}")
    WholeSaga show(@PathVariable UUID orderId, Caller caller) {
        Operator.of(caller);
        return whole(orderId);
    }

    @PostMapping("/{orderId}/retry")
    WholeSaga retry(@PathVariable UUID orderId, @Valid @RequestBody Reason reason, Caller caller) {
        var operator = Operator.of(caller);
        transaction.executeWithoutResult(_ -> {
            fulfilments.retry(orderId, operator.id(), reason.reason());
            audit.record(operator, "retry", "saga " + orderId, reason, "done");
        });
        return whole(orderId);
    }

    @PostMapping("/{orderId}/compensate")
    WholeSaga compensate(@PathVariable UUID orderId, @Valid @RequestBody Reason reason, Caller caller) {
        var operator = Operator.of(caller);
        transaction.executeWithoutResult(_ -> {
            fulfilments.compensate(orderId, operator.id(), reason.reason());
            audit.record(operator, "compensate", "saga " + orderId, reason, "done");
        });
        return whole(orderId);
    }

    private WholeSaga whole(UUID orderId) {
        return new WholeSaga(sagas.find(orderId).orElseThrow(() -> new NoSuchSaga(orderId)), sagas.steps(orderId));
    }

    private @Nullable Instant before(@Nullable String olderThan) {
        if (olderThan == null) {
            return null;
        }
        try {
            return clock.instant().minus(DurationStyle.detectAndParse(olderThan));
        } catch (IllegalArgumentException | ArithmeticException _) {
            throw new BadParameter("olderThan", "must be a duration such as 30s, 5m or PT1H");
        }
    }
}
