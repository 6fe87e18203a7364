package dev.tradewind.payment.transactions;

import dev.tradewind.web.Caller;
import dev.tradewind.web.Page;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/payments")
class TransactionController {

    private final Transactions transactions;

    TransactionController(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Several only when the order was changed after it was paid.
    @GetMapping
    Page<Transaction> ofOrder(@RequestParam UUID orderId, Caller caller) {
        var found = transactions.findByOrder(orderId, caller);
        if (found.isEmpty()) {
            throw new PaymentNotFound();
        }
        return new Page<>(found, null);
    }

    @GetMapping("/{id}")
    Transaction show(@PathVariable UUID id, Caller caller) {
        return transactions.find(id, caller).orElseThrow(PaymentNotFound::new);
    }
}
