package dev.tradewind.order.fulfilment;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmChange;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.HoldStock;
import dev.tradewind.contracts.InventoryCommand.ReleaseChange;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
import dev.tradewind.contracts.InventoryCommand.ReserveHeldStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.PaymentApproved;
import dev.tradewind.contracts.OrderReply.PaymentRefused;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.OrderReply.ReservationLost;
import dev.tradewind.contracts.OrderReply.ReservationReleased;
import dev.tradewind.contracts.OrderReply.ReservationRestocked;
import dev.tradewind.contracts.OrderReply.RestockRefused;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.contracts.OrderReply.StockReserved;
import dev.tradewind.contracts.PaymentCommand;
import dev.tradewind.contracts.PaymentCommand.ChargeDifference;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentCommand.RefundPayment;
import dev.tradewind.contracts.PaymentCommand.VoidDifference;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Inventory and payment of one order, as their contracts describe them: asking twice is asking once, and every
/// command is answered.
final class Participants {

    enum Stock {
        NONE,
        RESERVED,
        REFUSED,
        SOLD,
        SHIPPED,
        RESTOCKED,
        RELEASED,
        EXPIRED
    }

    enum Charge {
        NONE,
        TAKEN,
        DECLINED,
        VOIDED,
        REFUNDED
    }

    private static final UUID PAYMENT = new UUID(0, 77);

    Stock stock = Stock.NONE;
    Charge charge = Charge.NONE;
    final Exchanges exchanges = new Exchanges();
    private final Set<Class<? extends Message>> refused = new HashSet<>();

    void refuse(Class<? extends Message> command) {
        refused.add(command);
    }

    /// What time does to stock that waits too long.
    void expire() {
        if (stock == Stock.RESERVED) {
            stock = Stock.EXPIRED;
        }
    }

    /// The carrier fetches what is sold, once it is packed: nobody packs what is being changed.
    boolean ship() {
        if (stock == Stock.SOLD && !exchanges.isOpen()) {
            stock = Stock.SHIPPED;
        }
        return stock == Stock.SHIPPED;
    }

    boolean keepNothing() {
        return stock != Stock.RESERVED && stock != Stock.SOLD && stock != Stock.SHIPPED && charge != Charge.TAKEN;
    }

    OrderReply hear(Message command) {
        return switch (command) {
            case InventoryCommand it -> inventory(it);
            case PaymentCommand it -> payment(it);
            default -> throw new IllegalArgumentException("Nobody listens to " + command);
        };
    }

    private OrderReply inventory(InventoryCommand command) {
        var order = Objects.requireNonNull(command.orderId());
        var organization = command.organizationId();
        return switch (command) {
            case HoldStock _ -> throw new IllegalArgumentException("Nobody of an order says " + command);
            case ReserveStock _, ReserveHeldStock _ -> {
                if (stock == Stock.NONE) {
                    stock = refused.contains(ReserveStock.class) ? Stock.REFUSED : Stock.RESERVED;
                }
                yield switch (stock) {
                    case RESERVED, SOLD, SHIPPED -> new StockReserved(order, organization, order, Instant.EPOCH);
                    case REFUSED -> new StockRefused(order, organization, order, "out-of-stock");
                    case RELEASED, RESTOCKED -> new StockRefused(order, organization, order, "released");
                    case EXPIRED -> new StockRefused(order, organization, order, "expired");
                    case NONE -> throw new IllegalStateException();
                };
            }
            case ConfirmReservation _ -> {
                if (stock == Stock.RESERVED && refused.contains(ConfirmReservation.class)) {
                    stock = Stock.EXPIRED;
                }
                if (stock == Stock.RESERVED) {
                    stock = Stock.SOLD;
                }
                yield wasSold()
                        ? new ReservationConfirmed(order, organization, order)
                        : new ReservationLost(
                                order, organization, order, stock == Stock.EXPIRED ? "expired" : "released");
            }
            case ReleaseReservation _ -> {
                if (stock == Stock.NONE || stock == Stock.RESERVED) {
                    stock = Stock.RELEASED;
                }
                yield wasSold()
                        ? new ReservationConfirmed(order, organization, order)
                        : new ReservationReleased(order, organization, order);
            }
            case ReserveChange it -> exchanges.reserve(it, stock == Stock.SOLD, !refused.contains(ReserveChange.class));
            case ConfirmChange it -> exchanges.confirm(it);
            case ReleaseChange it -> exchanges.release(it);
            case RestockReservation _ -> {
                if (stock == Stock.SHIPPED) {
                    yield new RestockRefused(order, organization, order, "shipped");
                }
                exchanges.keepNothing();
                stock = wasSold() ? Stock.RESTOCKED : Stock.RELEASED;
                yield new ReservationRestocked(order, organization, order);
            }
        };
    }

    private boolean wasSold() {
        return stock == Stock.SOLD || stock == Stock.SHIPPED || stock == Stock.RESTOCKED;
    }

    private OrderReply payment(PaymentCommand command) {
        var order = Objects.requireNonNull(command.orderId());
        var organization = command.organizationId();
        return switch (command) {
            case ChargePayment it -> {
                if (charge == Charge.NONE) {
                    charge = refused.contains(it.getClass()) ? Charge.DECLINED : Charge.TAKEN;
                }
                yield charge == Charge.TAKEN
                        ? new PaymentApproved(order, organization, PAYMENT)
                        : new PaymentRefused(
                                order, organization, charge == Charge.DECLINED ? "card_declined" : "voided");
            }
            case VoidPayment _ -> {
                exchanges.payBack();
                charge = switch (charge) {
                    case TAKEN, REFUNDED -> Charge.REFUNDED;
                    case NONE, DECLINED, VOIDED -> Charge.VOIDED;
                };
                yield new PaymentVoided(order, organization, refunded());
            }
            case RefundPayment it -> exchanges.refund(it, charge == Charge.TAKEN);
            case ChargeDifference it ->
                exchanges.charge(it, charge == Charge.TAKEN, refused.contains(ChargeDifference.class));
            case VoidDifference it -> exchanges.voided(it);
        };
    }

    private dev.tradewind.contracts.@Nullable Money refunded() {
        return charge == Charge.REFUNDED ? new dev.tradewind.contracts.Money(500, "BRL") : null;
    }
}
