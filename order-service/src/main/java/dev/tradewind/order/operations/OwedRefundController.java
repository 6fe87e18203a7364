package dev.tradewind.order.operations;

import dev.tradewind.order.operations.OwedRefunds.Owed;
import dev.tradewind.order.operations.OwedRefunds.Status;
import dev.tradewind.order.refunding.Refunding;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ops/refunds")
class OwedRefundController {

    private final OwedRefunds refunds;
    private final Refunding refunding;
    private final Audit audit;
    private final TransactionOperations transaction;

    OwedRefundController(OwedRefunds refunds, Refunding refunding, Audit audit, TransactionOperations transaction) {
        this.refunds = refunds;
        this.refunding = refunding;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping
    Page<Owed> list(Caller caller, @RequestParam(required = false) @Nullable Status status, PageRequest page) {
        Operator.of(caller);
        return Page.of(page, refunds.list(status, page), it -> Cursor.after(it.requestedAt(), it.id()));
    }

    /// Answers with the refund that is asked for now: another one when this one was refused.
    @PostMapping("/{id}/retry")
    Owed retry(@PathVariable UUID id, @Valid @RequestBody Reason reason, Caller caller) {
        var operator = Operator.of(caller);
        return Objects.requireNonNull(transaction.execute(_ -> {
            var asked = refunding.askOnceMore(id);
            audit.record(operator, "retry", "refund " + id, reason, "asked as " + asked);
            return refunds.find(asked).orElseThrow();
        }));
    }
}
