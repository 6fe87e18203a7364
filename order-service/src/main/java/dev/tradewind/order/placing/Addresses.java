package dev.tradewind.order.placing;

import dev.tradewind.order.domain.Address;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The addresses customers keep with us.
@Repository
class Addresses {

    private final JdbcClient jdbc;

    Addresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Address> find(UUID id, UUID customerId) {
        return jdbc.sql("select * from customer_addresses where id = :id and customer_id = :customer")
                .param("id", id)
                .param("customer", customerId)
                .query((row, _) -> address(row))
                .optional();
    }

    Optional<Address> defaultOf(UUID customerId) {
        return jdbc.sql("select * from customer_addresses where customer_id = :customer and is_default")
                .param("customer", customerId)
                .query((row, _) -> address(row))
                .optional();
    }

    private static Address address(ResultSet row) throws SQLException {
        return new Address(
                row.getString("name"),
                row.getString("line1"),
                row.getString("line2"),
                row.getString("city"),
                row.getString("region"),
                row.getString("postal_code"),
                row.getString("country"));
    }
}
