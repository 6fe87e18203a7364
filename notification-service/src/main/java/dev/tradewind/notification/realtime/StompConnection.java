package dev.tradewind.notification.realtime;

import dev.tradewind.web.CallerToken;
import dev.tradewind.web.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.transaction.TransactionException;
import org.springframework.web.socket.WebSocketSession;

/// What is said on one WebSocket. It has no thread of its own: one is there while there is something to write.
final class StompConnection implements Guest {

    private static final Logger log = LoggerFactory.getLogger(StompConnection.class);
    private static final int ROUNDS = 10;

    /// How long a client has to take what it was just sent, and why it is the last.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean counted = new AtomicBoolean();
    private final Subscriptions subscriptions;
    private final Errand writing;
    private final Executor writers;
    private final StompParts parts;
    private final Mouth mouth;
    private final Pulse pulse;
    private final WebSocketSession session;
    private volatile @Nullable CallerToken token;
    private volatile boolean ending;

    StompConnection(WebSocketSession session, StompParts parts, Executor writers) {
        this.session = session;
        this.parts = parts;
        this.mouth = new Mouth(session, parts, this::closed);
        this.pulse = new Pulse(parts.limits());
        this.subscriptions = new Subscriptions(parts);
        this.writers = writers;
        this.writing = new Errand(writers, this::write);
    }

    void open() {
        try {
            parts.guests().arrive(this);
        } catch (TooManyConnections full) {
            refuse(full, null);
        }
    }

    @Override
    public @Nullable CallerToken token() {
        return token;
    }

    /// What came in one WebSocket message: a frame, or the newline that is a heart-beat.
    void receive(String text) {
        if (ended.get()) {
            return;
        }
        pulse.heard();
        if (text.equals("\n") || text.equals("\r\n")) {
            return;
        }
        @Nullable String receipt = null;
        try {
            if (pulse.isTooFast()) {
                throw BadFrame.tooFast();
            }
            var frame = parts.frames().read(text);
            receipt = frame.getReceipt();
            handle(frame);
        } catch (Refusal refusal) {
            refuse(refusal, receipt);
        } catch (DataAccessException | TransactionException away) {
            refuse(BadFrame.cannotTell(), receipt);
        }
    }

    private void handle(StompHeaderAccessor frame) {
        var command = frame.getCommand();
        if (command == null) {
            throw BadFrame.malformed();
        }
        switch (command) {
            case CONNECT, STOMP -> connect(frame);
            case SUBSCRIBE -> subscribe(frame);
            case UNSUBSCRIBE -> unsubscribe(frame);
            case DISCONNECT -> disconnect(frame);
            case SEND -> throw BadFrame.sends();
            case ACK, NACK, BEGIN, COMMIT, ABORT, CONNECTED, RECEIPT, MESSAGE, ERROR ->
                throw BadFrame.unexpected(command.name());
        }
    }

    private void connect(StompHeaderAccessor frame) {
        if (token != null) {
            throw BadFrame.unexpected("second CONNECT");
        }
        var version = Pulse.version(frame.getFirstNativeHeader("accept-version"));
        pulse.agree(frame.getFirstNativeHeader("heart-beat"));
        var presented = parts.credentials().of(frame.getFirstNativeHeader("Authorization"), session.getPrincipal());
        parts.guests().isOf(presented.getPrincipal().accountId());
        counted.set(true);
        token = presented;
        if (ended.get()) {
            // It was closed meanwhile, when nobody knew whose it was.
            leaveAccount();
            return;
        }
        mouth.say(parts.frames()
                .connected(
                        version,
                        session.getId(),
                        presented.getName(),
                        pulse.interval().toMillis()));
    }

    private void subscribe(StompHeaderAccessor frame) {
        var caller = caller().getPrincipal();
        var added = subscriptions.add(frame, caller, writing::ask);
        var receipt = frame.getReceipt();
        if (receipt != null) {
            mouth.say(parts.frames().receipt(receipt, added.reading().cursor()));
        }
        subscriptions.begin(added);
        if (ended.get()) {
            subscriptions.close();
        } else {
            writing.ask();
        }
    }

    private void unsubscribe(StompHeaderAccessor frame) {
        caller();
        subscriptions.remove(frame);
        var receipt = frame.getReceipt();
        if (receipt != null) {
            mouth.say(parts.frames().receipt(receipt, null));
        }
    }

    private void disconnect(StompHeaderAccessor frame) {
        caller();
        var receipt = frame.getReceipt();
        if (receipt != null) {
            mouth.say(parts.frames().receipt(receipt, null));
        }
        mouth.close();
        closed();
    }

    private CallerToken caller() {
        var known = token;
        if (known == null) {
            throw BadFrame.withoutToken();
        }
        if (!parts.credentials().areGoodStill(known)) {
            throw BadFrame.sessionOver();
        }
        return known;
    }

    /// Sends what there is to send; runs once at a time.
    private void write() {
        try {
            if (pulse.isBeatDue()) {
                mouth.beat();
            }
            for (var subscription : subscriptions.all()) {
                if (isEnding()) {
                    return;
                }
                write(subscription);
            }
        } catch (Refusal refusal) {
            refuse(refusal, null);
        } catch (RuntimeException odd) {
            log.atWarn().setCause(odd).log("Cannot tell a client what is new");
            refuse(BadFrame.cannotTell(), null);
        }
    }

    /// Not for ever, however much there is: a session may be over meanwhile.
    private void write(Listening subscription) {
        for (int round = 0; round < ROUNDS; round++) {
            var news = subscription.next();
            if (news.isEmpty()) {
                subscription.due().ifPresent(this::writeAfter);
                return;
            }
            if (!say(subscription, news)) {
                return;
            }
            parts.told().bySocket(news.size());
            pulse.spoke();
        }
        writing.ask();
    }

    /// @return false when the connection ends, at whatever message that is noticed
    private boolean say(Listening subscription, List<News> news) {
        if (subscription.burst() != null) {
            return !isEnding()
                    && mouth.say(parts.frames().messages(subscription.id(), subscription.destination(), news));
        }
        for (var each : news) {
            if (isEnding() || !mouth.say(parts.frames().message(subscription.id(), subscription.destination(), each))) {
                return false;
            }
        }
        return true;
    }

    private boolean isEnding() {
        return ending || ended.get();
    }

    private void writeAfter(Duration pause) {
        CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS).execute(writing::ask);
    }

    @Override
    public void tick() {
        pulse.tick();
        if (token == null && pulse.isOverdue()) {
            later(BadFrame.tooLate());
        } else if (pulse.isDead()) {
            later(BadFrame.silent());
        } else if (pulse.wantsBeat()) {
            writing.ask();
        }
    }

    @Override
    public void end(Farewell why) {
        later(
                switch (why) {
                    case SESSION_OVER -> BadFrame.sessionOver();
                    case GOING_AWAY -> BadFrame.goingAway();
                });
    }

    /// From now on nothing is told. Why is said when whoever writes has stopped, and if that takes long, not at all.
    private void later(Refusal refusal) {
        if (ending) {
            return;
        }
        ending = true;
        writing.also(() -> refuse(refusal, null));
        CompletableFuture.delayedExecutor(GRACE.toNanos(), TimeUnit.NANOSECONDS, writers)
                .execute(this::cut);
    }

    private void cut() {
        if (!ended.get()) {
            closed();
            mouth.cut();
        }
    }

    private void refuse(Refusal refusal, @Nullable String receipt) {
        if (!ended.get()) {
            mouth.say(parts.frames().error(refusal, receipt));
            mouth.close();
            closed();
        }
    }

    void closed() {
        if (ended.compareAndSet(false, true)) {
            parts.guests().leave(this);
            subscriptions.close();
            leaveAccount();
        }
    }

    private void leaveAccount() {
        var known = token;
        if (known != null && counted.compareAndSet(true, false)) {
            parts.guests().isNoMoreOf(known.getPrincipal().accountId());
        }
    }
}
