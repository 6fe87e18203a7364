package dev.tradewind.payment.transactions;

import dev.tradewind.contracts.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A payment as its customer and the organisation may see it.
///
/// @param customerId null, like amount and method, when the order was voided before it was ever to be charged
record Transaction(
        UUID id,
        UUID orderId,
        UUID organizationId,
        @Nullable UUID customerId,
        @Nullable Money amount,
        @Nullable Money refunded,
        @Nullable String method,
        String status,
        String provider,
        @Nullable String declineReason,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static Transaction read(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        return new Transaction(
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                currency == null ? null : new Money(row.getLong("amount"), currency),
                currency == null ? null : new Money(row.getLong("refunded"), currency),
                row.getString("method"),
                row.getString("status"),
                row.getString("provider"),
                row.getString("decline_reason"),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
