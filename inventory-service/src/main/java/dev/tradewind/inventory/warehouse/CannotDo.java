package dev.tradewind.inventory.warehouse;

import dev.tradewind.web.Refusal;
import java.util.List;
import java.util.UUID;

/// Why a step of the warehouse is not taken.
abstract sealed class CannotDo extends Refusal {

    private static final long serialVersionUID = 1L;

    private CannotDo(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static final class UnknownPickList extends CannotDo {

        private static final long serialVersionUID = 1L;

        UnknownPickList(UUID id) {
            super(Kind.NOT_FOUND, "unknown-pick-list", "There is no pick list " + id + ".");
        }
    }

    static final class UnknownShipment extends CannotDo {

        private static final long serialVersionUID = 1L;

        UnknownShipment() {
            super(Kind.NOT_FOUND, "unknown-shipment", "There is no such shipment.");
        }
    }

    static final class OutOfOrder extends CannotDo {

        private static final long serialVersionUID = 1L;

        OutOfOrder(String step, PickList.Status status) {
            super(
                    Kind.CONFLICT,
                    "illegal-pick-list-transition",
                    "Cannot " + step + ": the pick list is " + status + ". Possible is " + possible(status) + ".");
        }

        private static String possible(PickList.Status status) {
            return switch (status) {
                case OPEN, SHORT -> "pack";
                case PACKED -> "ship";
                case WAITING, SHIPPED, DELIVERED, CANCELLED -> "nothing";
            };
        }
    }

    static final class OrderCancelled extends CannotDo {

        private static final long serialVersionUID = 1L;

        OrderCancelled() {
            super(Kind.CONFLICT, "order-cancelled", "The goods were taken back: the order is being cancelled.");
        }
    }

    static final class ChangeRunning extends CannotDo {

        private static final long serialVersionUID = 1L;

        ChangeRunning() {
            super(
                    Kind.CONFLICT,
                    "order-change-running",
                    "The order is being changed, and the list with it. Try again in a moment.");
        }
    }

    static final class NotOnTheList extends CannotDo {

        private static final long serialVersionUID = 1L;

        NotOnTheList(UUID productId) {
            super(Kind.UNPROCESSABLE, "not-on-the-list", "The list does not name product " + productId + ".");
        }

        @Override
        public List<Wrong> wrong() {
            return List.of(new Wrong("found", "names a product that is not on the list"));
        }
    }

    static final class TrackingNumberUsed extends CannotDo {

        private static final long serialVersionUID = 1L;

        TrackingNumberUsed() {
            super(Kind.CONFLICT, "tracking-number-used", "Another parcel of this carrier has that tracking number.");
        }
    }
}
