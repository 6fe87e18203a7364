package dev.tradewind.payment.webhooks;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.payment.domain.Notice;
import dev.tradewind.payment.domain.Notice.Meaning;
import dev.tradewind.payment.domain.OrderPayments;
import dev.tradewind.payment.domain.Payments;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes each event of a provider once. It decides nothing by itself: the payment becomes due, and whoever settles
/// payments asks the provider. So it does not matter when a call comes, how often, or before which other.
@Component
class WebhookInbox {

    enum Taken {
        HINTED,
        IGNORED,
        DUPLICATE
    }

    private final JdbcClient jdbc;
    private final Payments payments;
    private final Clock clock;

    WebhookInbox(JdbcClient jdbc, Payments payments, Clock clock) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.clock = clock;
    }

    @Transactional
    Taken take(String provider, Notice notice) {
        var payment = notice.meaning() == Meaning.ELSE ? Optional.<UUID>empty() : payment(provider, notice);
        var taken = payment.isPresent() ? Taken.HINTED : Taken.IGNORED;
        if (!write(provider, notice, payment, taken)) {
            return Taken.DUPLICATE;
        }
        payment.ifPresent(it -> hint(it, notice.meaning()));
        return taken;
    }

    /// Whoever is asking about the payment at this moment goes on: the answer is what the call is about.
    private void hint(UUID paymentId, Meaning meaning) {
        var orders = payments.lock(List.of(paymentId));
        var now = clock.instant();
        var changed = orders.stream()
                .map(OrderPayments::all)
                .flatMap(List::stream)
                .filter(it -> it.id().equals(paymentId))
                .filter(it -> !it.hinted(meaning, now).equals(it))
                .map(it -> it.hinted(meaning, now))
                .toList();
        payments.update(changed, now);
    }

    private boolean write(String provider, Notice notice, Optional<UUID> payment, Taken taken) {
        return jdbc.sql("""
                insert into webhook (provider, event_id, type, payment_id, outcome, received_at)
                values (:provider, :event, :type, :payment, :outcome, :at)
                on conflict do nothing
                """)
                        .param("provider", provider)
                        .param("event", notice.eventId())
                        .param("type", notice.type())
                        .param("payment", payment.orElse(null), Types.OTHER)
                        .param("outcome", taken.name())
                        .param("at", clock.instant().atOffset(UTC))
                        .update()
                == 1;
    }

    private Optional<UUID> payment(String provider, Notice notice) {
        return jdbc.sql("""
                select id from payment
                where provider = :provider and (id = :id or provider_reference = :reference)
                order by id = :id desc
                limit 1
                """)
                .param("provider", provider)
                .param("id", notice.paymentId(), Types.OTHER)
                .param("reference", notice.reference(), Types.VARCHAR)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
    }
}
