package dev.tradewind.order.fulfilment;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// One line of a saga's table: what we ask, what counts as no, how it is taken back.
sealed interface Step<D> {

    String name();

    Request<D> ask();

    /// What counts as no; empty where there is no such answer.
    Optional<Answer<D>> no();

    /// Empty where there is no way back.
    Optional<Undo<D>> back();

    /// May be refused and taken back. Silence is not refusal: whether it took effect is unknown, so it is taken back.
    record Attempt<D>(String name, Request<D> ask, Answer<D> refusal, UnaryOperator<D> silence, Undo<D> undo)
            implements Step<D> {

        @Override
        public Optional<Answer<D>> no() {
            return Optional.of(refusal);
        }

        @Override
        public Optional<Undo<D>> back() {
            return Optional.of(undo);
        }
    }

    /// The last question. Once it is accepted nothing is taken back, so it is asked until somebody answers.
    record Conclusion<D>(String name, Request<D> ask, Answer<D> refusal, Undo<D> undo) implements Step<D> {

        @Override
        public Optional<Answer<D>> no() {
            return Optional.of(refusal);
        }

        @Override
        public Optional<Undo<D>> back() {
            return Optional.of(undo);
        }
    }

    /// Asked until somebody answers, and not taken back.
    record Demand<D>(String name, Request<D> ask, Optional<Answer<D>> no) implements Step<D> {

        @Override
        public Optional<Undo<D>> back() {
            return Optional.empty();
        }
    }

    /// @param accepted the answer that counts as yes
    record Request<D>(Function<D, Message> message, Answer<D> accepted) {}

    /// @param kept the answer that it can no longer be taken back; money can always go back
    record Undo<D>(Request<D> request, Optional<Answer<D>> kept) {

        static <D> Undo<D> always(Request<D> request) {
            return new Undo<>(request, Optional.empty());
        }

        static <D> Undo<D> unless(Answer<D> kept, Request<D> request) {
            return new Undo<>(request, Optional.of(kept));
        }
    }

    /// @param effect what we know after it
    record Answer<D>(Class<? extends OrderReply> type, BiFunction<D, OrderReply, D> effect) {

        boolean matches(OrderReply reply) {
            return type.isInstance(reply);
        }

        D given(D data, OrderReply reply) {
            return effect.apply(data, reply);
        }
    }

    static <D, R extends OrderReply> Answer<D> answer(Class<R> type, BiFunction<D, R, D> effect) {
        return new Answer<>(type, (data, reply) -> effect.apply(data, type.cast(reply)));
    }

    static <D, R extends OrderReply> Request<D> ask(
            Function<D, Message> message, Class<R> accepted, BiFunction<D, R, D> effect) {
        return new Request<>(message, answer(accepted, effect));
    }

    static <D, R extends OrderReply> Answer<D> refusal(Class<R> type, BiFunction<D, R, D> effect) {
        return answer(type, effect);
    }
}
