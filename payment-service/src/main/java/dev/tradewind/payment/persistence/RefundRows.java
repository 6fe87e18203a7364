package dev.tradewind.payment.persistence;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Column;
import dev.tradewind.payment.domain.Cause;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.PaymentStatus.Captured;
import dev.tradewind.payment.domain.Refund;
import dev.tradewind.payment.domain.Refund.Paid;
import dev.tradewind.payment.domain.Refund.RefundStatus;
import dev.tradewind.payment.domain.Refund.Refused;
import dev.tradewind.payment.domain.Refund.Requested;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The refunds of payments, in the order in which they were asked for.
final class RefundRows {

    private final JdbcClient jdbc;

    RefundRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, List<Refund>> of(Collection<UUID> payments) {
        var refunds = new HashMap<UUID, List<Refund>>();
        if (!payments.isEmpty()) {
            jdbc.sql("select * from refund where payment_id = any(:payments) order by payment_id, created_at, id")
                    .param("payments", Column.ids(payments))
                    .query(row -> {
                        refunds.computeIfAbsent(row.getObject("payment_id", UUID.class), _ -> new ArrayList<>())
                                .add(read(row));
                    });
        }
        return refunds;
    }

    /// What is decided stays as it was.
    void write(Collection<Payment> changed, Instant at) {
        var rows = changed.stream()
                .flatMap(payment -> payment.status() instanceof Captured taken
                        ? taken.refunds().stream().map(it -> new Row(payment.id(), it))
                        : Stream.<Row>empty())
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into refund (id, payment_id, request_id, amount, currency, reason, of_void, status,
                    provider_reference, refusal, caused_by, traceparent, created_at, updated_at)
                select id, payment_id, request_id, amount, currency, reason, of_void, status,
                    provider_reference, refusal, caused_by, traceparent, :at, :at
                from unnest(:ids, :payments, :requests, :amounts, :currencies, :reasons, :voids, :statuses,
                        :references, :refusals, :causes, :traces)
                    as given (id, payment_id, request_id, amount, currency, reason, of_void, status,
                        provider_reference, refusal, caused_by, traceparent)
                on conflict (id) do update
                set status = excluded.status, provider_reference = excluded.provider_reference,
                    refusal = excluded.refusal, updated_at = :at
                where refund.status = 'REQUESTED' and excluded.status <> 'REQUESTED'
                """)
                .param("ids", Column.uuids(rows, it -> it.refund.id()))
                .param("payments", Column.uuids(rows, Row::paymentId))
                .param("requests", Column.uuids(rows, it -> it.refund.requestId()))
                .param("amounts", Column.numbers(rows, it -> it.refund.amount().amount()))
                .param("currencies", Column.texts(rows, it -> it.refund.amount().currency()))
                .param("reasons", Column.texts(rows, it -> it.refund.reason()))
                .param("voids", Column.flags(rows, it -> it.refund.ofVoid()))
                .param("statuses", Column.texts(rows, Row::status))
                .param("references", Column.texts(rows, Row::reference))
                .param("refusals", Column.texts(rows, Row::refusal))
                .param("causes", Column.uuids(rows, it -> it.refund.cause().messageId()))
                .param("traces", Column.texts(rows, it -> it.refund.cause().traceparent()))
                .param("at", at.atOffset(UTC))
                .update();
    }

    private static Refund read(ResultSet row) throws SQLException {
        return new Refund(
                row.getObject("id", UUID.class),
                row.getObject("request_id", UUID.class),
                new Money(row.getLong("amount"), row.getString("currency")),
                row.getString("reason"),
                row.getBoolean("of_void"),
                new Cause(row.getObject("caused_by", UUID.class), row.getString("traceparent")),
                status(row));
    }

    private static RefundStatus status(ResultSet row) throws SQLException {
        return switch (row.getString("status")) {
            case "REQUESTED" -> new Requested();
            case "REFUNDED" -> new Paid(row.getString("provider_reference"));
            case "REFUSED" -> new Refused(row.getString("refusal"));
            case String unknown -> throw new IllegalStateException("Unknown status of a refund: " + unknown);
        };
    }

    private record Row(UUID paymentId, Refund refund) {

        String status() {
            return switch (refund.status()) {
                case Requested _ -> "REQUESTED";
                case Paid _ -> "REFUNDED";
                case Refused _ -> "REFUSED";
            };
        }

        @Nullable
        String reference() {
            return refund.status() instanceof Paid(var reference) ? reference : null;
        }

        @Nullable
        String refusal() {
            return refund.status() instanceof Refused(var reason) ? reason : null;
        }
    }
}
