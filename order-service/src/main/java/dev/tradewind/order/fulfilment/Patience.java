package dev.tradewind.order.fulfilment;

import dev.tradewind.order.fulfilment.Progress.Doing;
import dev.tradewind.order.fulfilment.Progress.Done;
import dev.tradewind.order.fulfilment.Progress.Stuck;
import dev.tradewind.order.fulfilment.Progress.Undoing;
import dev.tradewind.order.fulfilment.Progress.Undone;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long a step may stay unanswered. Every try waits twice as long as the one before.
///
/// @param charge longer than the slowest provider needs to tell what became of a charge
/// @param longest no repeated try waits longer
@ConfigurationProperties(prefix = "tradewind.order.patience", ignoreUnknownFields = false)
record Patience(
        @DefaultValue("30s") Duration reserve,
        @DefaultValue("45s") Duration charge,
        @DefaultValue("15s") Duration confirm,
        @DefaultValue("15s") Duration undo,
        @DefaultValue("2m") Duration longest) {

    /// Empty when nothing is waited for.
    Optional<Duration> with(Progress progress) {
        return switch (progress) {
            case Doing(var step, var tries) -> Optional.of(grown(of(step), tries));
            case Undoing(var _, var tries) -> Optional.of(grown(undo, tries));
            case Done _, Undone _, Stuck _ -> Optional.empty();
        };
    }

    private Duration of(String step) {
        return switch (step) {
            case OrderSaga.RESERVE -> reserve;
            case OrderSaga.CHARGE -> charge;
            case OrderSaga.CONFIRM -> confirm;
            case ModifySaga.RESERVE -> reserve;
            case ModifySaga.CHARGE -> charge;
            case ModifySaga.CONFIRM -> confirm;
            case CancelSaga.RESTOCK, CancelSaga.GIVE_BACK -> undo;
            case String unknown -> throw new IllegalArgumentException("Nothing is known of the step '" + unknown + "'");
        };
    }

    private Duration grown(Duration first, int tries) {
        if (tries == 1) {
            return first;
        }
        var grown = first.multipliedBy(1L << Math.min(tries - 1, 16));
        return grown.compareTo(longest) < 0 ? grown : longest;
    }
}
