package dev.tradewind.order.domain;

import dev.tradewind.contracts.Money;
import dev.tradewind.web.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Why an order stays as it is.
public abstract sealed class CannotChange extends Refusal {

    private static final long serialVersionUID = 1L;

    private CannotChange(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /// The order does not get there from here. Says where it may go instead.
    public static final class IllegalTransition extends CannotChange {

        private static final long serialVersionUID = 1L;

        private final transient List<Wrong> wrong;

        IllegalTransition(Stage from, Stage to, Set<Stage> legal) {
            super(
                    Kind.CONFLICT,
                    "illegal-order-transition",
                    "The order is " + from + " and cannot become " + to + ". " + legal(legal));
            this.wrong = List.of(new Wrong("status", "the order is " + from + "; " + named(legal)));
        }

        private static String legal(Set<Stage> legal) {
            return legal.isEmpty() ? "Nothing follows." : "From there it may become " + words(legal) + ".";
        }

        private static String named(Set<Stage> legal) {
            return legal.isEmpty() ? "nothing follows" : "legal: " + words(legal);
        }

        private static String words(Set<Stage> stages) {
            return stages.stream().sorted().map(Stage::name).collect(Collectors.joining(", "));
        }

        @Override
        public List<Wrong> wrong() {
            return wrong == null ? List.of() : wrong;
        }
    }

    /// Somebody has begun with the goods, or there will be none.
    public static final class TooLateToModify extends CannotChange {

        private static final long serialVersionUID = 1L;

        TooLateToModify(Stage stage) {
            super(
                    Kind.CONFLICT,
                    "order-not-modifiable",
                    "The order is " + stage + "; it can be modified until PREPARING, when it is shipped until PACKED.");
        }
    }

    /// What an order costs and what was given back of it are settled one after the other, in this order only.
    public static final class MoneyGivenBack extends CannotChange {

        private static final long serialVersionUID = 1L;

        public MoneyGivenBack(Money agreed) {
            super(
                    Kind.CONFLICT,
                    "order-refunded",
                    "Of the order " + agreed.amount() + " " + agreed.currency()
                            + " in minor units were given back, so it"
                            + " cannot come to cost that or less. It can still be cancelled.");
        }
    }

    /// Others still decide about an earlier wish.
    public static final class ChangeRunning extends CannotChange {

        private static final long serialVersionUID = 1L;

        ChangeRunning(OpenChange change) {
            super(
                    Kind.CONFLICT,
                    "order-change-running",
                    "A " + change.word() + " of the order is not decided yet. Try again in a moment.");
        }
    }
}
