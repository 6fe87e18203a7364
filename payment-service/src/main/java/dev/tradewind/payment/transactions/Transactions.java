package dev.tradewind.payment.transactions;

import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import java.sql.Types;
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
        return seenBy(caller, jdbc.sql("""
                select * from payment
                where id = :id and (customer_id = :account or organization_id = :staffOf)
                """))
                .param("id", id)
                .query(Transaction::read)
                .optional();
    }

    Optional<Transaction> findByOrder(UUID orderId, Caller caller) {
        return seenBy(caller, jdbc.sql("""
                select * from payment
                where order_id = :orderId and (customer_id = :account or organization_id = :staffOf)
                """))
                .param("orderId", orderId)
                .query(Transaction::read)
                .optional();
    }

    private static StatementSpec seenBy(Caller caller, StatementSpec statement) {
        var isStaff = caller.is(Role.STAFF) || caller.is(Role.ADMIN);
        return statement
                .param("account", caller.accountId())
                .param("staffOf", isStaff ? caller.organizationId() : null, Types.OTHER);
    }
}
