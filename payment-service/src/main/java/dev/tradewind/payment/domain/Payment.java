package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply.PaymentApproved;
import dev.tradewind.contracts.OrderReply.PaymentRefused;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import dev.tradewind.contracts.PaymentEvent.PaymentDeclined;
import dev.tradewind.contracts.PaymentEvent.PaymentProcessed;
import dev.tradewind.contracts.PaymentEvent.PaymentRefunded;
import dev.tradewind.payment.domain.PaymentStatus.Approved;
import dev.tradewind.payment.domain.PaymentStatus.Declined;
import dev.tradewind.payment.domain.PaymentStatus.Open;
import dev.tradewind.payment.domain.PaymentStatus.Pending;
import dev.tradewind.payment.domain.PaymentStatus.Refunded;
import dev.tradewind.payment.domain.PaymentStatus.Refunding;
import dev.tradewind.payment.domain.PaymentStatus.Unknown;
import dev.tradewind.payment.domain.PaymentStatus.Voided;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The money of one order. Immutable: a transition answers the payment as it is afterwards.
///
/// @param version how many events there have been; the sequence of the last one
public record Payment(
        UUID id,
        UUID orderId,
        UUID organizationId,
        String provider,
        PaymentStatus status,
        long version,
        Task task,
        Cause cause) {

    private static final String VOIDED = "voided";

    public static Payment pending(ChargePayment command, UUID id, String provider, Cause cause, Instant now) {
        var bill = new Bill(command.customerId(), command.amount(), command.method());
        var status = new Pending(bill, command.cardToken(), false);
        return new Payment(
                id, command.orderId(), command.organizationId(), provider, status, 0, Task.dueAt(now), cause);
    }

    /// Remembers an order that was voided before it was ever to be charged.
    public static Change voidedBefore(VoidPayment command, UUID id, String provider, Cause cause) {
        var task = new Task(0, null, null);
        var status = new Voided(null);
        return new Payment(id, command.orderId(), command.organizationId(), provider, status, 0, task, cause)
                .saying(voided(command.orderId(), command.organizationId(), null));
    }

    /// Asked to charge once more. The answer is the one that was given, or comes when the outcome is known.
    public Change chargeAgain(Instant now) {
        return switch (status) {
            case Open open when open.voidRequested() -> saying(refused(VOIDED));
            case Open _ ->
                with(status, task.dueAt() == null ? task.hurry(now) : task).saying();
            case Approved _ -> saying(approved());
            case Declined(var _, var reason) -> saying(refused(reason));
            case Voided _, Refunding _, Refunded _ -> saying(refused(VOIDED));
        };
    }

    /// What was never sent to the provider is voided at once; what may have been waits for the outcome.
    public Change voidIt(Cause by, Instant now, Supplier<UUID> newId) {
        return switch (status) {
            case Pending(var bill, var _, var _)
            when task.tries() == 0 -> in(new Voided(bill)).because(by).saying(voided(null));
            case Pending(var bill, var token, var _) ->
                with(new Pending(bill, token, true), task.hurry(now))
                        .because(by)
                        .saying();
            case Unknown(var bill, var token, var _) ->
                with(new Unknown(bill, token, true), task.hurry(now))
                        .because(by)
                        .saying();
            case Approved(var bill, var reference) ->
                with(new Refunding(bill, reference, newId.get()), Task.dueAt(now))
                        .because(by)
                        .saying();
            case Refunding _ -> with(status, task.hurry(now)).because(by).saying();
            case Declined _, Voided _ -> saying(voided(null));
            case Refunded(var bill, var _, var _, var _) -> saying(voided(bill.amount()));
        };
    }

    /// Takes in what the provider answered. What is known counts whoever brings it; that an answer is missing only
    /// counts while its bringer is the one who is asking.
    public Change on(Outcome outcome, UUID lease, Instant now, Supplier<UUID> newId) {
        return switch (outcome) {
            case Outcome.Charged(var reference) -> charged(reference, now, newId);
            case Outcome.Declined(var reason) -> declined(reason, now);
            case Outcome.Cancelled _ -> cancelled();
            case Outcome.Refunded(var reference) -> refunded(reference, now);
            case Outcome.RefundRefused _ -> refundRefused();
            case Outcome.Unknown _ -> task.isHeldBy(lease) ? unknown(now) : saying();
        };
    }

    /// Asks what the provider is to be asked next. After a missing answer it is asked what it knows before it is asked
    /// to do the same again.
    public Outcome ask(PaymentProvider of) {
        return switch (status) {
            case Open open
            when open.voidRequested() -> of.cancel(id, open.bill().amount());
            case Open open when task.tries() <= 1 -> charge(of, open);
            case Open open -> of.find(id).orElseGet(() -> charge(of, open));
            case Refunding(var bill, var reference, var refundId) -> of.refund(refundId, reference, bill.amount());
            case Approved _, Declined _, Voided _, Refunded _ ->
                throw new IllegalStateException("Nothing to ask about payment " + id + " in " + status);
        };
    }

    /// Whether the provider has been silent for so long, or so firm, that a person has to look.
    public boolean isGivenUp() {
        return switch (status) {
            case Open _, Refunding _ -> task.dueAt() == null;
            case Approved _, Declined _, Voided _, Refunded _ -> false;
        };
    }

    public Payment leased(UUID by, Instant until) {
        return with(status, task.leased(by, until));
    }

    private Outcome.OfCharge charge(PaymentProvider of, Open open) {
        return of.charge(id, open.bill().amount(), open.cardToken());
    }

    private Change charged(String reference, Instant now, Supplier<UUID> newId) {
        return switch (status) {
            case Open open when open.voidRequested() -> giveBack(open.bill(), reference, now, newId);
            case Open open -> {
                var approved = in(new Approved(open.bill(), reference)).counted();
                yield approved.saying(approved.processed(open.bill(), now), approved());
            }
            // The provider took money for what we had given up: it goes back.
            case Declined(var bill, var _) -> giveBack(bill, reference, now, newId);
            case Voided(var bill) when bill != null -> giveBack(bill, reference, now, newId);
            case Voided _ -> throw new IllegalStateException("Charged for order " + orderId + " without a bill");
            case Approved _, Refunding _, Refunded _ -> saying();
        };
    }

    private Change giveBack(Bill bill, String reference, Instant now, Supplier<UUID> newId) {
        var refunding = with(new Refunding(bill, reference, newId.get()), Task.dueAt(now))
                .counted();
        return refunding.saying(refunding.processed(bill, now));
    }

    private Change declined(String reason, Instant now) {
        return switch (status) {
            case Open open -> {
                var declined = in(new Declined(open.bill(), reason)).counted();
                var event = new PaymentDeclined(
                        orderId,
                        organizationId,
                        declined.version,
                        id,
                        open.bill().customerId(),
                        reason,
                        now);
                yield declined.saying(event, open.voidRequested() ? voided(null) : refused(reason));
            }
            case Approved _, Declined _, Voided _, Refunding _, Refunded _ -> saying();
        };
    }

    private Change cancelled() {
        return switch (status) {
            case Open open -> in(new Voided(open.bill())).saying(voided(null));
            case Approved _, Declined _, Voided _, Refunding _, Refunded _ -> saying();
        };
    }

    private Change refunded(String refundReference, Instant now) {
        return switch (status) {
            case Refunding(var bill, var reference, var refundId) -> {
                var refunded = in(new Refunded(bill, reference, refundId, refundReference))
                        .counted();
                var event = new PaymentRefunded(
                        orderId, organizationId, refunded.version, id, bill.customerId(), refundId, bill.amount(), now);
                yield refunded.saying(event, voided(bill.amount()));
            }
            case Open _, Approved _, Declined _, Voided _, Refunded _ -> saying();
        };
    }

    private Change refundRefused() {
        return switch (status) {
            case Refunding _ -> with(status, task.done()).saying();
            case Open _, Approved _, Declined _, Voided _, Refunded _ -> saying();
        };
    }

    private Change unknown(Instant now) {
        return switch (status) {
            case Open open ->
                with(new Unknown(open.bill(), open.cardToken(), open.voidRequested()), task.again(now))
                        .saying();
            case Refunding _ -> with(status, task.again(now)).saying();
            case Approved _, Declined _, Voided _, Refunded _ -> saying();
        };
    }

    private Payment in(PaymentStatus next) {
        return with(next, task.done());
    }

    private Payment with(PaymentStatus next, Task then) {
        return new Payment(id, orderId, organizationId, provider, next, version, then, cause);
    }

    private Payment because(Cause by) {
        return new Payment(id, orderId, organizationId, provider, status, version, task, by);
    }

    private Payment counted() {
        return new Payment(id, orderId, organizationId, provider, status, version + 1, task, cause);
    }

    private Change saying(Message... messages) {
        return new Change(this, List.of(messages));
    }

    private PaymentProcessed processed(Bill bill, Instant now) {
        return new PaymentProcessed(orderId, organizationId, version, id, bill.customerId(), bill.amount(), now);
    }

    private PaymentApproved approved() {
        return new PaymentApproved(orderId, organizationId, id);
    }

    private PaymentRefused refused(String reason) {
        return new PaymentRefused(orderId, organizationId, reason);
    }

    private PaymentVoided voided(@Nullable Money refunded) {
        return voided(orderId, organizationId, refunded);
    }

    private static PaymentVoided voided(UUID orderId, UUID organizationId, @Nullable Money refunded) {
        return new PaymentVoided(orderId, organizationId, refunded);
    }
}
