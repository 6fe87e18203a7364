package dev.tradewind.payment.persistence;

import dev.tradewind.contracts.Money;
import dev.tradewind.payment.domain.Bill;
import dev.tradewind.payment.domain.Card;
import dev.tradewind.payment.domain.Cause;
import dev.tradewind.payment.domain.Charge;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.PaymentStatus.Approved;
import dev.tradewind.payment.domain.PaymentStatus.Captured;
import dev.tradewind.payment.domain.PaymentStatus.Declined;
import dev.tradewind.payment.domain.PaymentStatus.Open;
import dev.tradewind.payment.domain.PaymentStatus.Pending;
import dev.tradewind.payment.domain.PaymentStatus.Refunded;
import dev.tradewind.payment.domain.PaymentStatus.Refunding;
import dev.tradewind.payment.domain.PaymentStatus.Unknown;
import dev.tradewind.payment.domain.PaymentStatus.Voided;
import dev.tradewind.payment.domain.Refund;
import dev.tradewind.payment.domain.Task;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The sealed status of a payment as columns, and back.
record PaymentRow(
        Payment payment,
        String status,
        @Nullable Bill bill,
        @Nullable Card card,
        boolean voidRequested,
        @Nullable String providerReference,
        @Nullable String declineReason,
        long captured,
        long refunded,
        long refunding) {

    static PaymentRow of(Payment it) {
        return switch (it.status()) {
            case Pending open -> open(it, "PENDING", open);
            case Unknown open -> open(it, "UNKNOWN", open);
            case Approved taken -> taken(it, "APPROVED", taken, false);
            case Refunding taken -> taken(it, "APPROVED", taken, true);
            case Refunded taken -> taken(it, "REFUNDED", taken, true);
            case Declined(var bill, var reason) ->
                new PaymentRow(it, "DECLINED", bill, null, false, null, reason, 0, 0, 0);
            case Voided(var bill) -> new PaymentRow(it, "VOIDED", bill, null, true, null, null, 0, 0, 0);
        };
    }

    private static PaymentRow open(Payment it, String status, Open open) {
        return new PaymentRow(it, status, open.bill(), open.card(), open.voidRequested(), null, null, 0, 0, 0);
    }

    private static PaymentRow taken(Payment it, String status, Captured taken, boolean voided) {
        return new PaymentRow(
                it,
                status,
                taken.bill(),
                null,
                voided,
                taken.providerReference(),
                null,
                taken.bill().amount().amount(),
                taken.paidBack().amount(),
                taken.onItsWayBack().amount());
    }

    @Nullable
    String cardToken() {
        return card instanceof Card.Token(var token) ? token : null;
    }

    @Nullable
    String cardOnFile() {
        return card instanceof Card.OnFile(var reference) ? reference : null;
    }

    /// Still without its refunds.
    static Payment read(ResultSet row, int number) throws SQLException {
        return new Payment(
                row.getObject("id", UUID.class),
                new Charge(
                        row.getObject("charge_id", UUID.class),
                        row.getObject("order_id", UUID.class),
                        row.getObject("organization_id", UUID.class)),
                row.getString("provider"),
                switch (row.getString("status")) {
                    case "PENDING" -> new Pending(readBill(row), readCard(row), row.getBoolean("void_requested"));
                    case "UNKNOWN" -> new Unknown(readBill(row), readCard(row), row.getBoolean("void_requested"));
                    case "APPROVED" -> {
                        var reference = row.getString("provider_reference");
                        yield row.getBoolean("void_requested")
                                ? new Refunding(readBill(row), reference, List.of())
                                : new Approved(readBill(row), reference, List.of());
                    }
                    case "REFUNDED" -> new Refunded(readBill(row), row.getString("provider_reference"), List.of());
                    case "DECLINED" -> new Declined(readBill(row), row.getString("decline_reason"));
                    case "VOIDED" -> new Voided(row.getObject("customer_id") == null ? null : readBill(row));
                    case String unknown -> throw new IllegalStateException("Unknown status of a payment: " + unknown);
                },
                row.getLong("version"),
                readTask(row),
                new Cause(row.getObject("caused_by", UUID.class), row.getString("traceparent")));
    }

    static Payment with(Payment payment, List<Refund> refunds) {
        if (refunds.isEmpty()) {
            return payment;
        }
        var status = switch (payment.status()) {
            case Approved(var bill, var reference, var _) -> new Approved(bill, reference, refunds);
            case Refunding(var bill, var reference, var _) -> new Refunding(bill, reference, refunds);
            case Refunded(var bill, var reference, var _) -> new Refunded(bill, reference, refunds);
            case Open _, Declined _, Voided _ -> payment.status();
        };
        return new Payment(
                payment.id(),
                payment.charge(),
                payment.provider(),
                status,
                payment.version(),
                payment.task(),
                payment.cause());
    }

    private static Bill readBill(ResultSet row) throws SQLException {
        return new Bill(
                row.getObject("customer_id", UUID.class),
                new Money(row.getLong("amount"), row.getString("currency")),
                row.getString("method"));
    }

    private static Card readCard(ResultSet row) throws SQLException {
        var token = row.getString("card_token");
        return token == null ? new Card.OnFile(row.getString("card_on_file")) : new Card.Token(token);
    }

    private static Task readTask(ResultSet row) throws SQLException {
        var dueAt = row.getObject("next_attempt_at", OffsetDateTime.class);
        return new Task(
                row.getInt("attempts"),
                dueAt == null ? null : dueAt.toInstant(),
                row.getObject("lease_owner", UUID.class));
    }
}
