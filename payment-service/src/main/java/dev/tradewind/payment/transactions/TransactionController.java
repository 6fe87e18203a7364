package dev.tradewind.payment.transactions;

import dev.tradewind.web.Caller;
import dev.tradewind.web.Page;
import java.util.List;
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

    /// A list as everywhere, though an order has one payment at most.
    @GetMapping
    Page<Transaction> ofOrder(@RequestParam UUID orderId, Caller caller) {
        var found = transactions.findByOrder(orderId, caller).orElseThrow(PaymentNotFound::new);
        return new Page<>(List.of(found), null);
    }

    @GetMapping("/{id}")
    Transaction show(@PathVariable UUID id, Caller caller) {
        return transactions.find(id, caller).orElseThrow(PaymentNotFound::new);
    }
}
