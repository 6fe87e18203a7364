package dev.tradewind.order.fulfilment;

import dev.tradewind.contracts.Message;
import dev.tradewind.order.fulfilment.Progress.Doing;
import dev.tradewind.order.fulfilment.Progress.Done;
import dev.tradewind.order.fulfilment.Progress.Stuck;
import dev.tradewind.order.fulfilment.Progress.Undoing;
import dev.tradewind.order.fulfilment.Progress.Undone;
import dev.tradewind.order.fulfilment.Signal.Compensate;
import dev.tradewind.order.fulfilment.Signal.Reply;
import dev.tradewind.order.fulfilment.Signal.Retry;
import dev.tradewind.order.fulfilment.Signal.Silence;
import dev.tradewind.order.fulfilment.Step.Attempt;
import dev.tradewind.order.fulfilment.Step.Conclusion;
import dev.tradewind.order.fulfilment.Step.Demand;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A series of requests to other services that succeeds as a whole, or is undone newest first.
///
/// It only decides: no clock, no database, no broker. [Fulfilments] stores and sends what it decided.
///
/// @param givenUp what is known once an operator gives up
record Saga<D>(List<Step<D>> steps, UnaryOperator<D> givenUp) {

    static final int MAX_TRIES = 6;

    Saga {
        steps = List.copyOf(steps);
    }

    record Decision<D>(Progress progress, D data, List<Message> toSend) {

        /// Whether anything came of it. Not even the time is written for a reply nobody waits for, or late replies
        /// would put off deadlines.
        boolean changes(Progress before) {
            return !toSend.isEmpty() || !progress.equals(before);
        }

        /// The same place with other knowledge, and nothing to say.
        Decision<D> onlyWith(Progress progress, D data) {
            return new Decision<>(progress, data, List.of());
        }
    }

    Decision<D> begin(D data) {
        return doing(0, 1, data);
    }

    /// A reply nobody waits for is late or repeated, and changes nothing.
    Decision<D> on(Progress progress, D data, Signal signal) {
        return switch (progress) {
            case Doing(var step, var _) when at(step) < 0 -> unknown(progress, step, data);
            case Undoing(var step, var _) when at(step) < 0 -> unknown(progress, step, data);
            case Doing doing -> whileDoing(doing, at(doing.step()), data, signal);
            case Undoing undoing -> whileUndoing(undoing, at(undoing.step()), data, signal);
            case Stuck stuck -> whileStuck(stuck, data, signal);
            case Done _, Undone _ -> still(progress, data);
        };
    }

    private Decision<D> whileDoing(Doing doing, int at, D data, Signal signal) {
        var step = steps.get(at);
        return switch (signal) {
            case Reply(var it)
            when step.ask().accepted().matches(it) ->
                doing(at + 1, 1, step.ask().accepted().given(data, it));
            case Reply(var it)
            when step.no().filter(no -> no.matches(it)).isPresent() ->
                undoing(at - 1, 1, step.no().get().given(data, it));
            case Reply _ -> still(doing, data);
            case Silence _ ->
                switch (step) {
                    case Attempt<D> attempt -> undoing(at, 1, attempt.silence().apply(data));
                    case Conclusion<D> _, Demand<D> _ -> doing(at, doing.tries() + 1, data);
                };
            case Retry _ -> doing(at, 1, data);
            case Compensate _ -> step.back().isPresent() ? undoing(at, 1, givenUp.apply(data)) : doing(at, 1, data);
        };
    }

    private Decision<D> whileUndoing(Undoing undoing, int at, D data, Signal signal) {
        var undo = undo(at);
        return switch (signal) {
            case Reply(var it)
            when undo.request().accepted().matches(it) ->
                undoing(at - 1, 1, undo.request().accepted().given(data, it));
            case Reply(var it)
            when undo.kept().filter(kept -> kept.matches(it)).isPresent() ->
                kept(undoing, at, undo.kept().get().given(data, it));
            case Reply _ -> still(undoing, data);
            case Silence _ -> undoing(at, undoing.tries() + 1, data);
            case Retry _, Compensate _ -> undoing(at, 1, data);
        };
    }

    /// What cannot be taken back completes the saga if it was the last step; of an earlier one the rest is gone.
    private Decision<D> kept(Undoing undoing, int at, D data) {
        return switch (steps.get(at)) {
            case Conclusion<D> _ -> doing(at + 1, 1, data);
            case Attempt<D> _, Demand<D> _ ->
                still(new Stuck(undoing, "'" + undoing.step() + "' cannot be undone any more"), data);
        };
    }

    /// We stopped asking, but an answer that comes after all is as good as ever.
    private Decision<D> whileStuck(Stuck stuck, D data, Signal signal) {
        if (signal instanceof Silence) {
            return still(stuck, data);
        }
        var decision = on(stuck.where(), data, signal);
        return decision.changes(stuck.where()) ? decision : still(stuck, data);
    }

    private Decision<D> doing(int at, int tries, D data) {
        if (at == steps.size()) {
            return still(new Done(), data);
        }
        var step = steps.get(at);
        return send(step.ask(), new Doing(step.name(), tries), tries, data);
    }

    private Decision<D> undoing(int at, int tries, D data) {
        if (at < 0) {
            return still(new Undone(), data);
        }
        var step = steps.get(at);
        return send(undo(at).request(), new Undoing(step.name(), tries), tries, data);
    }

    private Decision<D> send(Step.Request<D> request, Progress progress, int tries, D data) {
        return tries > MAX_TRIES
                ? still(new Stuck(progress, "nobody answers"), data)
                : new Decision<>(progress, data, List.of(request.message().apply(data)));
    }

    private Step.Undo<D> undo(int at) {
        return steps.get(at)
                .back()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no way back from '" + steps.get(at).name() + "'"));
    }

    /// Whether one of its steps has this name.
    boolean knows(String step) {
        return at(step) >= 0;
    }

    private Decision<D> unknown(Progress progress, String step, D data) {
        return still(new Stuck(progress, "no step is named '" + step + "'"), data);
    }

    private Decision<D> still(Progress progress, D data) {
        return new Decision<>(progress, data, List.of());
    }

    private int at(String name) {
        for (var at = 0; at < steps.size(); at++) {
            if (steps.get(at).name().equals(name)) {
                return at;
            }
        }
        return -1;
    }

    /// A saga being written: attempts first, then one conclusion, after which there is nothing more to say.
    record Attempts<D>(List<Step<D>> steps, UnaryOperator<D> givenUp) {

        Attempts<D> attempt(
                String name, Step.Request<D> ask, Step.Answer<D> refusal, UnaryOperator<D> silence, Step.Undo<D> undo) {
            return new Attempts<>(with(new Attempt<>(name, ask, refusal, silence, undo)), givenUp);
        }

        Saga<D> conclude(String name, Step.Request<D> ask, Step.Answer<D> refusal, Step.Undo<D> undo) {
            return new Saga<>(with(new Conclusion<>(name, ask, refusal, undo)), givenUp);
        }

        private List<Step<D>> with(Step<D> last) {
            return Stream.concat(steps.stream(), Stream.of(last)).toList();
        }
    }
}
