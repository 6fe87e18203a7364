package dev.tradewind.payment.persistence;

import dev.tradewind.contracts.Money;
import dev.tradewind.payment.domain.Bill;
import dev.tradewind.payment.domain.Cause;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.PaymentStatus.Approved;
import dev.tradewind.payment.domain.PaymentStatus.Declined;
import dev.tradewind.payment.domain.PaymentStatus.Open;
import dev.tradewind.payment.domain.PaymentStatus.Pending;
import dev.tradewind.payment.domain.PaymentStatus.Refunded;
import dev.tradewind.payment.domain.PaymentStatus.Refunding;
import dev.tradewind.payment.domain.PaymentStatus.Unknown;
import dev.tradewind.payment.domain.PaymentStatus.Voided;
import dev.tradewind.payment.domain.Task;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The sealed status of a payment as columns, and back.
record PaymentRow(
        Payment payment,
        String status,
        @Nullable Bill bill,
        @Nullable String cardToken,
        boolean voidRequested,
        @Nullable String providerReference,
        @Nullable String declineReason,
        long captured,
        long refunded,
        @Nullable UUID voidRefundId) {

    static PaymentRow of(Payment it) {
        return switch (it.status()) {
            case Pending open -> open(it, "PENDING", open);
            case Unknown open -> open(it, "UNKNOWN", open);
            case Approved(var bill, var reference) -> taken(it, "APPROVED", bill, reference, 0, null);
            case Refunding(var bill, var reference, var refund) -> taken(it, "APPROVED", bill, reference, 0, refund);
            case Refunded(var bill, var reference, var refund, var _) ->
                taken(it, "REFUNDED", bill, reference, bill.amount().amount(), refund);
            case Declined(var bill, var reason) ->
                new PaymentRow(it, "DECLINED", bill, null, false, null, reason, 0, 0, null);
            case Voided(var bill) -> new PaymentRow(it, "VOIDED", bill, null, true, null, null, 0, 0, null);
        };
    }

    private static PaymentRow open(Payment it, String status, Open open) {
        return new PaymentRow(it, status, open.bill(), open.cardToken(), open.voidRequested(), null, null, 0, 0, null);
    }

    private static PaymentRow taken(
            Payment it, String status, Bill bill, String reference, long refunded, @Nullable UUID refundId) {
        var captured = bill.amount().amount();
        return new PaymentRow(it, status, bill, null, refundId != null, reference, null, captured, refunded, refundId);
    }

    static Payment read(ResultSet row, int number) throws SQLException {
        return new Payment(
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getString("provider"),
                switch (row.getString("status")) {
                    case "PENDING" ->
                        new Pending(readBill(row), row.getString("card_token"), row.getBoolean("void_requested"));
                    case "UNKNOWN" ->
                        new Unknown(readBill(row), row.getString("card_token"), row.getBoolean("void_requested"));
                    case "APPROVED" ->
                        row.getBoolean("void_requested")
                                ? new Refunding(
                                        readBill(row),
                                        row.getString("provider_reference"),
                                        row.getObject("void_refund_id", UUID.class))
                                : new Approved(readBill(row), row.getString("provider_reference"));
                    case "REFUNDED" ->
                        new Refunded(
                                readBill(row),
                                row.getString("provider_reference"),
                                row.getObject("void_refund_id", UUID.class),
                                row.getString("refund_reference"));
                    case "DECLINED" -> new Declined(readBill(row), row.getString("decline_reason"));
                    case "VOIDED" -> new Voided(row.getObject("customer_id") == null ? null : readBill(row));
                    case String unknown -> throw new IllegalStateException("Unknown status of a payment: " + unknown);
                },
                row.getLong("version"),
                readTask(row),
                new Cause(row.getObject("caused_by", UUID.class), row.getString("traceparent")));
    }

    private static Bill readBill(ResultSet row) throws SQLException {
        return new Bill(
                row.getObject("customer_id", UUID.class),
                new Money(row.getLong("amount"), row.getString("currency")),
                row.getString("method"));
    }

    private static Task readTask(ResultSet row) throws SQLException {
        var dueAt = row.getObject("next_attempt_at", OffsetDateTime.class);
        return new Task(
                row.getInt("attempts"),
                dueAt == null ? null : dueAt.toInstant(),
                row.getObject("lease_owner", UUID.class));
    }
}
