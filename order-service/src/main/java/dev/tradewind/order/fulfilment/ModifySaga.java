package dev.tradewind.order.fulfilment;

import static dev.tradewind.order.fulfilment.Step.answer;
import static dev.tradewind.order.fulfilment.Step.ask;
import static dev.tradewind.order.fulfilment.Step.refusal;

import dev.tradewind.contracts.InventoryCommand.ConfirmChange;
import dev.tradewind.contracts.InventoryCommand.ReleaseChange;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.ChangeConfirmed;
import dev.tradewind.contracts.OrderReply.ChangeLost;
import dev.tradewind.contracts.OrderReply.ChangeRefused;
import dev.tradewind.contracts.OrderReply.ChangeReleased;
import dev.tradewind.contracts.OrderReply.ChangeReserved;
import dev.tradewind.contracts.OrderReply.DifferenceApproved;
import dev.tradewind.contracts.OrderReply.DifferenceRefused;
import dev.tradewind.contracts.OrderReply.DifferenceVoided;
import dev.tradewind.contracts.PaymentCommand.ChargeDifference;
import dev.tradewind.contracts.PaymentCommand.VoidDifference;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// How a sold order gets other lines, or keeps those it has.
///
/// What comes on top is set aside before anything is charged, so nobody pays for what is not there; what is not wanted
/// any more goes back only with the last step, so until then everything can be left as it was. Money that is too much
/// goes back afterwards, like any refund.
final class ModifySaga {

    static final String RESERVE = "reserve change";
    static final String CHARGE = "charge difference";
    static final String CONFIRM = "confirm change";

    private static final Step.Undo<Purchase> RELEASE = Step.Undo.unless(
            answer(ChangeConfirmed.class, (it, _) -> it),
            ask(
                    it -> new ReleaseChange(it.reservationId(), it.organizationId(), it.orderId(), id(it)),
                    ChangeReleased.class,
                    (it, _) -> it));

    private static final Saga.Attempts<Purchase> RESERVED = new Saga.Attempts<Purchase>(
                    List.of(), it -> it.notModified("abandoned"))
            .attempt(
                    RESERVE,
                    ask(ModifySaga::reserve, ChangeReserved.class, (it, _) -> it),
                    refusal(ChangeRefused.class, (it, no) -> it.notModified(no.reason())),
                    it -> it.notModified("unavailable"),
                    RELEASE);

    private static final Saga<Purchase> EXCHANGE = concluded(RESERVED);

    private static final Saga<Purchase> EXCHANGE_AND_CHARGE = concluded(RESERVED.attempt(
            CHARGE,
            ask(ModifySaga::charge, DifferenceApproved.class, (it, _) -> it),
            refusal(DifferenceRefused.class, (it, no) -> it.notModified(declined(no.reason()))),
            it -> it.notModified("unavailable"),
            Step.Undo.always(ask(
                    it -> new VoidDifference(it.orderId(), it.organizationId(), id(it), reason(it)),
                    DifferenceVoided.class,
                    (it, _) -> it))));

    private ModifySaga() {}

    private static Saga<Purchase> concluded(Saga.Attempts<Purchase> attempts) {
        return attempts.conclude(
                CONFIRM,
                ask(
                        it -> new ConfirmChange(it.reservationId(), it.organizationId(), it.orderId(), id(it)),
                        ChangeConfirmed.class,
                        (it, _) -> it),
                refusal(ChangeLost.class, (it, no) -> it.notModified(no.reason())),
                RELEASE);
    }

    static Saga<Purchase> of(Purchase it) {
        return wanted(it).difference(it.total()) > 0 ? EXCHANGE_AND_CHARGE : EXCHANGE;
    }

    /// Whether it is this saga that stands there.
    static boolean isAt(Progress progress) {
        return switch (progress) {
            case Progress.Doing(var step, var _) -> EXCHANGE_AND_CHARGE.knows(step);
            case Progress.Undoing(var step, var _) -> EXCHANGE_AND_CHARGE.knows(step);
            case Progress.Stuck(var where, var _) -> isAt(where);
            case Progress.Done _, Progress.Undone _ -> false;
        };
    }

    /// Whether it is an answer about an earlier change of the order, which is late or repeated.
    static boolean isAboutAnother(Purchase it, OrderReply reply) {
        var about = switch (reply) {
            case ChangeReserved yes -> yes.changeId();
            case ChangeRefused no -> no.changeId();
            case ChangeConfirmed yes -> yes.changeId();
            case ChangeLost no -> no.changeId();
            case ChangeReleased yes -> yes.changeId();
            case DifferenceApproved yes -> yes.chargeId();
            case DifferenceRefused no -> no.chargeId();
            case DifferenceVoided yes -> yes.chargeId();
            default -> null;
        };
        return about != null && !about.equals(id(it));
    }

    private static ReserveChange reserve(Purchase it) {
        return new ReserveChange(
                it.reservationId(),
                it.organizationId(),
                it.orderId(),
                id(it),
                Fulfilments.stockOf(wanted(it).revision().lines()));
    }

    private static ChargeDifference charge(Purchase it) {
        var wanted = wanted(it);
        return new ChargeDifference(
                it.orderId(),
                it.organizationId(),
                it.customerId(),
                wanted.id(),
                new Money(wanted.difference(it.total()), it.total().currency()),
                Objects.requireNonNullElse(wanted.method(), it.method()),
                wanted.cardToken());
    }

    /// A card is asked for where none is kept; whatever else the provider says, no money came.
    private static String declined(String reason) {
        return reason.equals("card_required") ? "card-required" : "payment-declined";
    }

    private static String reason(Purchase it) {
        return Objects.requireNonNullElse(wanted(it).refused(), "unavailable");
    }

    private static UUID id(Purchase it) {
        return wanted(it).id();
    }

    private static Modification wanted(Purchase it) {
        return Objects.requireNonNull(it.modification(), "modification");
    }
}
