package dev.tradewind.payment.transactions;

import dev.tradewind.contracts.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A payment as its customer and the organisation may see it.
///
/// @param chargeId the order's id for its first charge, else that of the difference
/// @param customerId null, like amount and method, when the order was voided before it was ever to be charged
/// @param captured what was taken
/// @param refunded what of it went back
/// @param refundable what a refund may still ask for; refunds on their way count as gone
/// @param providerReference the provider's id of what was taken
record Transaction(
        UUID id,
        UUID orderId,
        UUID chargeId,
        UUID organizationId,
        @Nullable UUID customerId,
        @Nullable Money amount,
        @Nullable Money captured,
        @Nullable Money refunded,
        @Nullable Money refundable,
        @Nullable String method,
        String status,
        String provider,
        @Nullable String providerReference,
        @Nullable String declineReason,
        List<Part> refunds,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /// A refund, or the part of one that this payment gives.
    ///
    /// @param id what whoever asked for it calls it
    record Part(
            UUID id,
            Money amount,
            String status,
            String reason,
            @Nullable String refusal,
            @Nullable String providerReference,
            Instant createdAt,
            Instant updatedAt) {

        static Part read(ResultSet row) throws SQLException {
            return new Part(
                    row.getObject("request_id", UUID.class),
                    new Money(row.getLong("amount"), row.getString("currency")),
                    row.getString("status"),
                    row.getString("reason"),
                    row.getString("refusal"),
                    row.getString("provider_reference"),
                    time(row, "created_at"),
                    time(row, "updated_at"));
        }
    }

    /// Still without its refunds.
    static Transaction read(ResultSet row, int number) throws SQLException {
        var captured = row.getLong("captured");
        var refunded = row.getLong("refunded");
        return new Transaction(
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getObject("charge_id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                money(row, row.getLong("amount")),
                money(row, captured),
                money(row, refunded),
                money(row, row.getBoolean("void_requested") ? 0 : captured - refunded - row.getLong("refunding")),
                row.getString("method"),
                status(row.getString("status"), refunded),
                row.getString("provider"),
                row.getString("provider_reference"),
                row.getString("decline_reason"),
                List.of(),
                row.getLong("version"),
                time(row, "created_at"),
                time(row, "updated_at"));
    }

    Transaction with(List<Part> parts) {
        return new Transaction(
                id,
                orderId,
                chargeId,
                organizationId,
                customerId,
                amount,
                captured,
                refunded,
                refundable,
                method,
                status,
                provider,
                providerReference,
                declineReason,
                parts,
                version,
                createdAt,
                updatedAt);
    }

    private static String status(String status, long refunded) {
        return status.equals("APPROVED") && refunded > 0 ? "PARTIALLY_REFUNDED" : status;
    }

    private static @Nullable Money money(ResultSet row, long amount) throws SQLException {
        var currency = row.getString("currency");
        return currency == null ? null : new Money(amount, currency);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
