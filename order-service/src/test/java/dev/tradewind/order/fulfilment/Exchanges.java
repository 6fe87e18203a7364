package dev.tradewind.order.fulfilment;

import dev.tradewind.contracts.InventoryCommand.ConfirmChange;
import dev.tradewind.contracts.InventoryCommand.ReleaseChange;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.ChangeConfirmed;
import dev.tradewind.contracts.OrderReply.ChangeLost;
import dev.tradewind.contracts.OrderReply.ChangeRefused;
import dev.tradewind.contracts.OrderReply.ChangeReleased;
import dev.tradewind.contracts.OrderReply.ChangeReserved;
import dev.tradewind.contracts.OrderReply.DifferenceApproved;
import dev.tradewind.contracts.OrderReply.DifferenceRefused;
import dev.tradewind.contracts.OrderReply.DifferenceVoided;
import dev.tradewind.contracts.OrderReply.RefundCompleted;
import dev.tradewind.contracts.PaymentCommand.ChargeDifference;
import dev.tradewind.contracts.PaymentCommand.RefundPayment;
import dev.tradewind.contracts.PaymentCommand.VoidDifference;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// What inventory and payment know of the changes of one order, as their contracts describe them.
final class Exchanges {

    enum State {
        OPEN,
        MADE,
        GONE
    }

    /// Never there.
    static final int TOO_MANY = 4;

    /// How many pieces are sold.
    long pieces = 2;

    private final Map<UUID, State> changes = new HashMap<>();
    private final Map<UUID, Long> wanted = new HashMap<>();
    private final Map<UUID, Long> taken = new HashMap<>();
    private final Map<UUID, Long> refunds = new HashMap<>();

    boolean isOpen() {
        return changes.containsValue(State.OPEN);
    }

    /// Beside the first charge.
    long paid() {
        return sum(taken) - sum(refunds);
    }

    void keepNothing() {
        changes.replaceAll((_, state) -> state == State.OPEN ? State.GONE : state);
    }

    /// All charges of the order are taken back.
    void payBack() {
        taken.replaceAll((_, _) -> 0L);
        refunds.replaceAll((_, _) -> 0L);
    }

    OrderReply reserve(ReserveChange it, boolean isSold, boolean isThere) {
        if (!changes.containsKey(it.changeId())) {
            var sum = it.lines().stream().mapToLong(ReserveStock.Line::quantity).sum();
            var isEnough = isThere && sum < TOO_MANY;
            changes.put(it.changeId(), isSold && isEnough && !isOpen() ? State.OPEN : State.GONE);
            wanted.put(it.changeId(), sum);
        }
        return changes.get(it.changeId()) == State.GONE
                ? new ChangeRefused(
                        it.orderId(), it.organizationId(), it.reservationId(), it.changeId(), "out-of-stock")
                : new ChangeReserved(it.orderId(), it.organizationId(), it.reservationId(), it.changeId());
    }

    OrderReply confirm(ConfirmChange it) {
        if (changes.merge(it.changeId(), State.GONE, (now, _) -> now) == State.OPEN) {
            changes.put(it.changeId(), State.MADE);
            pieces = wanted.getOrDefault(it.changeId(), 0L);
        }
        return changes.get(it.changeId()) == State.MADE
                ? new ChangeConfirmed(it.orderId(), it.organizationId(), it.reservationId(), it.changeId())
                : new ChangeLost(it.orderId(), it.organizationId(), it.reservationId(), it.changeId(), "released");
    }

    OrderReply release(ReleaseChange it) {
        changes.merge(it.changeId(), State.GONE, (now, gone) -> now == State.MADE ? now : gone);
        return changes.get(it.changeId()) == State.MADE
                ? new ChangeConfirmed(it.orderId(), it.organizationId(), it.reservationId(), it.changeId())
                : new ChangeReleased(it.orderId(), it.organizationId(), it.reservationId(), it.changeId());
    }

    OrderReply charge(ChargeDifference it, boolean isPaid, boolean isRefused) {
        taken.putIfAbsent(it.chargeId(), isPaid && !isRefused ? it.amount().amount() : 0);
        return taken.get(it.chargeId()) == 0
                ? new DifferenceRefused(it.orderId(), it.organizationId(), it.chargeId(), "card_declined")
                : new DifferenceApproved(it.orderId(), it.organizationId(), it.chargeId(), it.chargeId());
    }

    OrderReply voided(VoidDifference it) {
        taken.put(it.chargeId(), 0L);
        return new DifferenceVoided(it.orderId(), it.organizationId(), it.chargeId(), null);
    }

    OrderReply refund(RefundPayment it, boolean isPaid) {
        refunds.putIfAbsent(it.refundId(), isPaid ? it.amount().amount() : 0);
        return new RefundCompleted(it.orderId(), it.organizationId(), it.refundId(), it.amount());
    }

    private static long sum(Map<UUID, Long> amounts) {
        return amounts.values().stream().mapToLong(Long::longValue).sum();
    }
}
