package dev.tradewind.payment.transactions;

import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Whom a payment concerns is part of every query: its customer, and the staff of its organisation.
@Repository
class Transactions {

    private final JdbcClient jdbc;

    Transactions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Transaction> find(UUID id, Caller caller) {
        return read(seenBy(caller, jdbc.sql("""
                select * from payment
                where id = :id and (customer_id = :account or organization_id = :staffOf)
                """)).param("id", id)).stream().findFirst();
    }

    /// The first charge first. An order has few: each is a change of it.
    List<Transaction> findByOrder(UUID orderId, Caller caller) {
        return read(seenBy(caller, jdbc.sql("""
                select * from payment
                where order_id = :orderId and (customer_id = :account or organization_id = :staffOf)
                order by id
                limit 100
                """)).param("orderId", orderId));
    }

    private List<Transaction> read(StatementSpec statement) {
        var found = statement.query(Transaction::read).list();
        var refunds = new HashMap<UUID, List<Transaction.Part>>();
        if (!found.isEmpty()) {
            jdbc.sql("select * from refund where payment_id in (:payments) order by created_at, id limit 1000")
                    .param("payments", found.stream().map(Transaction::id).toList())
                    .query(row -> {
                        refunds.computeIfAbsent(row.getObject("payment_id", UUID.class), _ -> new ArrayList<>())
                                .add(Transaction.Part.read(row));
                    });
        }
        return found.stream()
                .map(it -> it.with(refunds.getOrDefault(it.id(), List.of())))
                .toList();
    }

    private static StatementSpec seenBy(Caller caller, StatementSpec statement) {
        var isStaff = caller.is(Role.STAFF) || caller.is(Role.ADMIN);
        return statement
                .param("account", caller.accountId())
                .param("staffOf", isStaff ? caller.organizationId() : null, Types.OTHER);
    }
}
