package dev.tradewind.order.stepping;

import dev.tradewind.web.Refusal;
import java.util.List;

/// Nobody can plan by such an estimate.
final class EstimateOutOfReach extends Refusal {

    private static final long serialVersionUID = 1L;

    EstimateOutOfReach() {
        super(Kind.UNPROCESSABLE, "estimate-out-of-reach", "An estimate is for now or the next 90 days.");
    }

    @Override
    public List<Wrong> wrong() {
        return List.of(new Wrong("estimatedReadyAt", "must be now or within 90 days"));
    }
}
