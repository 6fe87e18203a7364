package dev.tradewind.notification.mailing;

import dev.tradewind.notification.mailing.Operations.Shown;
import dev.tradewind.notification.mailing.Operations.Status;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Mails as an operator sees them: what became of them, not what they say or to which address they go.
@RestController
@RequestMapping("/api/ops/deliveries")
class DeliveryController {

    private final Operations operations;

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    DeliveryController(Operations operations) {
        this.operations = operations;
    }

    /// The oldest first.
    @GetMapping
    Page<Shown> list(Caller caller, @RequestParam(defaultValue = "DEAD") Status status, PageRequest page) {
        caller.mustBe(Role.OPERATOR);
        return Page.of(page, operations.list(status, page.afterId(), page.rows()), last -> Cursor.after(last.id()));
    }

    /// As if it had never been tried.
    @PostMapping("/{id}/redeliver")
    Shown redeliver(@PathVariable UUID id, @Valid @RequestBody Reason reason, Caller caller) {
        caller.mustBe(Role.OPERATOR);
        return operations.redeliver(id, caller.accountId(), reason.reason());
    }
}
