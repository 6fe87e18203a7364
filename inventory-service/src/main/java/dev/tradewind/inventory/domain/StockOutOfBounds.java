package dev.tradewind.inventory.domain;

import dev.tradewind.web.Refusal;

/// A count or a correction that the shelf cannot have.
public final class StockOutOfBounds extends Refusal {

    private static final long serialVersionUID = 1L;

    private StockOutOfBounds(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /// What is reserved has been promised to somebody: it must be released before it can be taken away.
    static StockOutOfBounds belowReserved(long onHand, long reserved) {
        return new StockOutOfBounds(
                Kind.CONFLICT,
                "stock-reserved",
                "There would be " + onHand + " on hand, but " + reserved + " are reserved.");
    }

    static StockOutOfBounds tooMany(long onHand) {
        return new StockOutOfBounds(
                Kind.UNPROCESSABLE,
                "stock-too-large",
                "There would be " + onHand + " on hand; at most " + Stock.MAX_ON_HAND + " can be kept.");
    }
}
