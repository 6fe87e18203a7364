package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentEvent.PaymentDeclined;
import dev.tradewind.contracts.PaymentEvent.PaymentProcessed;
import dev.tradewind.contracts.PaymentEvent.PaymentRefunded;
import dev.tradewind.payment.domain.PaymentStatus.Approved;
import dev.tradewind.payment.domain.PaymentStatus.Captured;
import dev.tradewind.payment.domain.PaymentStatus.Declined;
import dev.tradewind.payment.domain.PaymentStatus.Open;
import dev.tradewind.payment.domain.PaymentStatus.Pending;
import dev.tradewind.payment.domain.PaymentStatus.Refunded;
import dev.tradewind.payment.domain.PaymentStatus.Refunding;
import dev.tradewind.payment.domain.PaymentStatus.Unknown;
import dev.tradewind.payment.domain.PaymentStatus.Voided;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One charge of an order. Immutable: a transition answers the payment as it is afterwards.
///
/// @param charge what was asked for, and of whom
/// @param version the sequence of the last event about it; [OrderPayments] counts those of all charges of an order
public record Payment(
        UUID id, Charge charge, String provider, PaymentStatus status, long version, Task task, Cause cause) {

    private static final String VOIDED = "voided";

    public static Payment pending(ChargePayment command, UUID id, String provider, Cause cause, Instant now) {
        var charge = new Charge(command.orderId(), command.orderId(), command.organizationId());
        var bill = new Bill(command.customerId(), command.amount(), command.method());
        return pending(id, charge, new Pending(bill, new Card.Token(command.cardToken()), false), provider, cause, now);
    }

    static Payment pending(UUID id, Charge charge, Pending status, String provider, Cause cause, Instant now) {
        return new Payment(id, charge, provider, status, 0, Task.dueAt(now), cause);
    }

    /// Remembers a charge that was voided before it was ever to be made.
    static Change voidedBefore(Charge charge, UUID id, String provider, Cause cause) {
        return new Payment(id, charge, provider, new Voided(null), 0, new Task(0, null, null), cause)
                .saying(charge.voided(null));
    }

    /// Asked to charge once more. The answer is the one that was given, or comes when the outcome is known.
    Change chargeAgain(Instant now) {
        return switch (status) {
            case Open open when open.voidRequested() -> saying(charge.refused(VOIDED));
            case Open _ ->
                with(status, task.dueAt() == null ? task.hurry(now) : task).saying();
            case Approved _ -> saying(charge.approved(id));
            case Declined(var _, var reason) -> saying(charge.refused(reason));
            case Voided _, Refunding _, Refunded _ -> saying(charge.refused(VOIDED));
        };
    }

    /// What was never sent to the provider is voided at once; what may have been waits for the outcome.
    public Payment voidIt(Cause by, Instant now, Supplier<UUID> newId) {
        return voiding(by, now, newId).payment();
    }

    Change voiding(Cause by, Instant now, Supplier<UUID> newId) {
        return switch (status) {
            case Pending(var bill, var _, var _)
            when task.tries() == 0 -> in(new Voided(bill)).because(by).saying(charge.voided(null));
            case Pending(var bill, var card, var _) ->
                with(new Pending(bill, card, true), task.hurry(now)).because(by).saying();
            case Unknown(var bill, var card, var _) ->
                with(new Unknown(bill, card, true), task.hurry(now)).because(by).saying();
            case Approved it -> giveBack(it, by, now, newId);
            case Refunding _ -> with(status, task.hurry(now)).because(by).saying();
            case Declined _, Voided _ -> saying(charge.voided(null));
            case Refunded it -> saying(charge.voided(it.bill().amount()));
        };
    }

    /// Takes the amount from the refundable rest.
    Payment refund(Refund refund, Instant now) {
        return switch (status) {
            case Approved it -> {
                var then = it.nextRefund().isPresent() ? task.hurry(now) : Task.dueAt(now);
                yield with(new Approved(it.bill(), it.providerReference(), it.refundsAnd(refund)), then);
            }
            case Open _, Declined _, Voided _, Refunding _, Refunded _ -> throw cannot("refund");
        };
    }

    /// Remembers a refund that was refused before the provider was asked.
    Payment refuse(Refund refund) {
        return switch (status) {
            case Captured it -> with(withRefunds(it, it.refundsAnd(refund)), task);
            case Open _, Declined _, Voided _ -> throw cannot("refund");
        };
    }

    /// Takes in what the provider answered. What is known counts whoever brings it; that an answer is missing only
    /// counts while its bringer is the one who is asking.
    Change on(Outcome outcome, UUID lease, Instant now, Supplier<UUID> newId) {
        return switch (outcome) {
            case Outcome.Charged(var reference) -> charged(reference, now, newId);
            case Outcome.Declined(var reason) -> declined(reason, now);
            case Outcome.Cancelled _ -> cancelled();
            case Outcome.Refunded(var refundId, var reference) -> refunded(refundId, reference, lease, now);
            case Outcome.RefundRefused(var refundId, var reason) -> refundRefused(refundId, reason, lease, now, newId);
            case Outcome.Unknown _ -> task.isHeldBy(lease) ? unknown(now) : saying();
            case Outcome.Undecided _ ->
                task.isHeldBy(lease) ? with(status, task.later(now)).saying() : saying();
            case Outcome.NotNow _ ->
                task.isHeldBy(lease) ? with(status, task.again(now)).saying() : saying();
        };
    }

    /// Asks what the provider is to be asked next. After a missing answer it is asked what it knows before it is
    /// asked to do the same again.
    public Outcome ask(PaymentProvider of) {
        return switch (status) {
            case Open open
            when open.voidRequested() -> of.cancel(id, open.bill().amount());
            case Open open when task.tries() <= 1 -> charge(of, open);
            case Open open -> of.find(id, open.bill().amount()).orElseGet(() -> charge(of, open));
            case Captured it -> {
                var next = it.nextRefund().orElseThrow(() -> cannot("ask about"));
                yield of.refund(next.id(), it.providerReference(), next.amount());
            }
            case Declined(var bill, var reason) ->
                of.find(id, bill.amount()).orElseGet(() -> new Outcome.Declined(reason));
            case Voided(var bill)
            when bill != null -> of.find(id, bill.amount()).orElseGet(Outcome.Cancelled::new);
            case Voided _ -> throw cannot("ask about");
        };
    }

    /// Whether the provider has been silent for so long, or so firm, that a person has to look.
    public boolean isGivenUp() {
        return switch (status) {
            case Open _, Refunding _ -> task.dueAt() == null;
            case Approved it -> it.nextRefund().isPresent() && task.dueAt() == null;
            case Declined _, Voided _, Refunded _ -> false;
        };
    }

    /// Whether no money is left with us and none will come.
    boolean isSettled() {
        return switch (status) {
            case Declined _, Voided _, Refunded _ -> true;
            case Open _, Approved _, Refunding _ -> false;
        };
    }

    /// What went back so far; null when nothing was taken.
    @Nullable
    Money paidBack() {
        return status instanceof Captured it ? it.paidBack() : null;
    }

    List<Refund> refunds() {
        return status instanceof Captured it ? it.refunds() : List.of();
    }

    Optional<Refund> refund(UUID refundId) {
        return refunds().stream().filter(it -> it.id().equals(refundId)).findFirst();
    }

    public Payment leased(UUID by, Instant until) {
        return with(status, task.leased(by, until));
    }

    Payment hurried(Instant now) {
        return with(status, task.hurry(now));
    }

    /// The provider has called: it is asked soon, also about what we had given up. Whoever is asking goes on.
    public Payment hinted(Notice.Meaning meaning, Instant now) {
        if (task.lease() != null || meaning == Notice.Meaning.ELSE) {
            return this;
        }
        return switch (status) {
            case Open _ -> hurried(now);
            case Approved it -> it.nextRefund().isPresent() ? hurried(now) : this;
            case Refunding _ -> hurried(now);
            case Declined _ when meaning == Notice.Meaning.TAKEN -> with(status, Task.dueAt(now));
            case Voided(var bill) when meaning == Notice.Meaning.TAKEN && bill != null -> with(status, Task.dueAt(now));
            case Declined _, Voided _, Refunded _ -> this;
        };
    }

    Payment counting(long from) {
        return new Payment(id, charge, provider, status, from, task, cause);
    }

    private Outcome.OfCharge charge(PaymentProvider of, Open open) {
        return of.charge(id, open.bill().amount(), open.card());
    }

    private Change charged(String reference, Instant now, Supplier<UUID> newId) {
        return switch (status) {
            case Open open when open.voidRequested() -> takenInVain(open.bill(), reference, now, newId);
            case Open open -> {
                var approved =
                        in(new Approved(open.bill(), reference, List.of())).counted();
                yield approved.saying(approved.processed(open.bill(), now), charge.approved(id));
            }
            // The provider took money for what we had given up: it goes back.
            case Declined(var bill, var _) -> takenInVain(bill, reference, now, newId);
            case Voided(var bill) when bill != null -> takenInVain(bill, reference, now, newId);
            case Voided _ -> throw new IllegalStateException("Charged " + charge + " without a bill");
            case Approved _, Refunding _, Refunded _ -> saying();
        };
    }

    private Change takenInVain(Bill bill, String reference, Instant now, Supplier<UUID> newId) {
        var taken = counted();
        var back = taken.giveBack(new Approved(bill, reference, List.of()), cause, now, newId);
        return new Change(back.payment(), List.of(taken.processed(bill, now)));
    }

    private Change giveBack(Approved taken, Cause by, Instant now, Supplier<UUID> newId) {
        var rest = taken.refundable();
        var refunds = rest.amount() == 0 ? taken.refunds() : taken.refundsAnd(Refund.ofVoid(newId.get(), rest, by));
        var refunding = new Refunding(taken.bill(), taken.providerReference(), refunds);
        if (refunding.nextRefund().isEmpty()) {
            return in(new Refunded(taken.bill(), taken.providerReference(), refunds))
                    .because(by)
                    .saying(charge.voided(taken.bill().amount()));
        }
        var then = taken.nextRefund().isPresent() ? task.hurry(now) : Task.dueAt(now);
        return with(refunding, then).because(by).saying();
    }

    private Change declined(String reason, Instant now) {
        return switch (status) {
            case Open open -> {
                var declined = in(new Declined(open.bill(), reason)).counted();
                var event = new PaymentDeclined(
                        charge.orderId(),
                        charge.organizationId(),
                        declined.version,
                        id,
                        open.bill().customerId(),
                        reason,
                        now);
                yield declined.saying(event, open.voidRequested() ? charge.voided(null) : charge.refused(reason));
            }
            // Asked once more after it was decided, and nothing is new.
            case Declined _, Voided _ -> in(status).saying();
            case Approved _, Refunding _, Refunded _ -> saying();
        };
    }

    private Change cancelled() {
        return switch (status) {
            case Open open -> in(new Voided(open.bill())).saying(charge.voided(null));
            case Declined _, Voided _ -> in(status).saying();
            case Approved _, Refunding _, Refunded _ -> saying();
        };
    }

    private Change refunded(UUID refundId, String reference, UUID lease, Instant now) {
        var refund = refund(refundId).filter(Refund::isOpen);
        if (refund.isEmpty() || !(status instanceof Captured before)) {
            return saying();
        }
        var after = withRefunds(before, before.refundsWith(refundId, new Refund.Paid(reference)));
        var payment = with(after, afterAnswer(after, lease, now))
                .because(refund.get().cause())
                .counted();
        var event = payment.refunded(after.bill(), refund.get(), now);
        return before instanceof Refunding && after instanceof Refunded
                ? payment.saying(event, charge.voided(after.bill().amount()))
                : payment.saying(event);
    }

    /// What a void gives back must go back: there a refusal needs a person. Any other refund is refused.
    private Change refundRefused(UUID refundId, String reason, UUID lease, Instant now, Supplier<UUID> newId) {
        var refund = refund(refundId).filter(Refund::isOpen);
        if (refund.isEmpty() || !(status instanceof Captured before)) {
            return saying();
        }
        if (refund.get().ofVoid()) {
            return with(status, task.done()).saying();
        }
        var after = withRefunds(before, before.refundsWith(refundId, new Refund.Refused(reason)));
        if (after instanceof Refunding it) {
            var again = Refund.ofVoid(newId.get(), refund.get().amount(), cause);
            after = withRefunds(it, it.refundsAnd(again));
        }
        return with(after, afterAnswer(after, lease, now))
                .because(refund.get().cause())
                .saying();
    }

    /// Whoever is asking about another refund at this moment keeps on.
    private Task afterAnswer(Captured after, UUID lease, Instant now) {
        if (after.nextRefund().isEmpty()) {
            return task.done();
        }
        return task.lease() == null || task.isHeldBy(lease) ? Task.dueAt(now) : task;
    }

    private static Captured withRefunds(Captured it, List<Refund> refunds) {
        var gone = new Refunded(it.bill(), it.providerReference(), refunds);
        var isGone =
                gone.nextRefund().isEmpty() && gone.paidBack().equals(it.bill().amount());
        return switch (it) {
            case Approved _ -> isGone ? gone : new Approved(it.bill(), it.providerReference(), refunds);
            case Refunding _ -> isGone ? gone : new Refunding(it.bill(), it.providerReference(), refunds);
            case Refunded _ -> gone;
        };
    }

    private Change unknown(Instant now) {
        return switch (status) {
            case Open open ->
                with(new Unknown(open.bill(), open.card(), open.voidRequested()), task.again(now))
                        .saying();
            case Approved _, Refunding _, Declined _, Voided _ ->
                with(status, task.again(now)).saying();
            case Refunded _ -> saying();
        };
    }

    private Payment in(PaymentStatus next) {
        return with(next, task.done());
    }

    private Payment with(PaymentStatus next, Task then) {
        return new Payment(id, charge, provider, next, version, then, cause);
    }

    private Payment because(Cause by) {
        return new Payment(id, charge, provider, status, version, task, by);
    }

    private Payment counted() {
        return counting(version + 1);
    }

    private Change saying(Message... messages) {
        return new Change(this, List.of(messages));
    }

    private PaymentProcessed processed(Bill bill, Instant now) {
        return new PaymentProcessed(
                charge.orderId(), charge.organizationId(), version, id, bill.customerId(), bill.amount(), now);
    }

    private PaymentRefunded refunded(Bill bill, Refund refund, Instant now) {
        return new PaymentRefunded(
                charge.orderId(),
                charge.organizationId(),
                version,
                id,
                bill.customerId(),
                refund.requestId(),
                refund.amount(),
                now);
    }

    private IllegalStateException cannot(String what) {
        return new IllegalStateException("Cannot " + what + " payment " + id + " in " + status);
    }
}
