package dev.tradewind.order.refunding;

import dev.tradewind.contracts.Money;
import dev.tradewind.web.Refusal;
import java.util.List;
import java.util.UUID;

/// Why no money goes back.
abstract sealed class CannotRefund extends Refusal {

    private static final long serialVersionUID = 1L;

    private final transient List<Wrong> wrong;

    private CannotRefund(Kind kind, String code, String detail, List<Wrong> wrong) {
        super(kind, code, detail);
        this.wrong = List.copyOf(wrong);
    }

    @Override
    public List<Wrong> wrong() {
        return wrong == null ? List.of() : wrong;
    }

    static final class NotPaid extends CannotRefund {

        private static final long serialVersionUID = 1L;

        NotPaid(String status) {
            super(
                    Kind.CONFLICT,
                    "order-not-refundable",
                    "The order is " + status + ": we keep no money of it that could be given back.",
                    List.of());
        }
    }

    static final class MoreThanTheRest extends CannotRefund {

        private static final long serialVersionUID = 1L;

        MoreThanTheRest(Money rest) {
            super(
                    Kind.CONFLICT,
                    "refund-exceeds-rest",
                    "Of this order " + rest.amount() + " " + rest.currency() + " in minor units can be given back.",
                    List.of(new Wrong("amount", "exceeds the refundable rest of " + rest.amount())));
        }
    }

    static final class NoSuchRefund extends CannotRefund {

        private static final long serialVersionUID = 1L;

        NoSuchRefund(UUID id) {
            super(Kind.NOT_FOUND, "refund-not-found", "There is no refund " + id + ".", List.of());
        }
    }

    static final class NothingOwed extends CannotRefund {

        private static final long serialVersionUID = 1L;

        NothingOwed(UUID id) {
            super(Kind.CONFLICT, "refund-not-owed", "Nobody waits for money of refund " + id + ".", List.of());
        }
    }

    static final class NoAmount extends CannotRefund {

        private static final long serialVersionUID = 1L;

        NoAmount(String message) {
            super(
                    Kind.UNPROCESSABLE,
                    "bad-refund-amount",
                    "The amount " + message + ".",
                    List.of(new Wrong("amount", message)));
        }
    }
}
