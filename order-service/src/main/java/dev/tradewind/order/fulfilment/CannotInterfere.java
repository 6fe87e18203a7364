package dev.tradewind.order.fulfilment;

import dev.tradewind.web.Refusal;
import java.util.UUID;

/// Why an operator's hand changes nothing.
public abstract sealed class CannotInterfere extends Refusal {

    private static final long serialVersionUID = 1L;

    private CannotInterfere(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    public static final class NoSuchSaga extends CannotInterfere {

        private static final long serialVersionUID = 1L;

        public NoSuchSaga(UUID orderId) {
            super(Kind.NOT_FOUND, "saga-not-found", "No saga fulfils an order " + orderId + ".");
        }
    }

    /// It is over, or this version does not know the step it is in.
    static final class NothingToDo extends CannotInterfere {

        private static final long serialVersionUID = 1L;

        NothingToDo(UUID orderId) {
            super(Kind.CONFLICT, "saga-has-no-step", "The saga of order " + orderId + " is in no step that we know.");
        }
    }
}
