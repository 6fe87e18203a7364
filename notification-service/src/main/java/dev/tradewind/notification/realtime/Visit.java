package dev.tradewind.notification.realtime;

import dev.tradewind.web.CallerToken;
import org.jspecify.annotations.Nullable;

/// An event stream or a poll: a request whose own thread waits for news.
final class Visit implements Guest, AutoCloseable {

    private final CallerToken token;
    private final Guests guests;
    private final Bell bell = new Bell();
    private volatile @Nullable Farewell ended;

    private Visit(CallerToken token, Guests guests) {
        this.token = token;
        this.guests = guests;
    }

    /// @throws TooManyConnections when no more may come
    static Visit of(CallerToken token, Guests guests) {
        var visit = new Visit(token, guests);
        guests.isOf(visit.token.getPrincipal().accountId());
        try {
            guests.arrive(visit);
            return visit;
        } catch (TooManyConnections full) {
            guests.isNoMoreOf(visit.token.getPrincipal().accountId());
            throw full;
        }
    }

    Bell bell() {
        return bell;
    }

    boolean isOver() {
        return ended != null;
    }

    @Override
    public CallerToken token() {
        return token;
    }

    @Override
    public void tick() {
        // Waits by itself.
    }

    @Override
    public void end(Farewell why) {
        ended = why;
        bell.ring();
    }

    @Override
    public void close() {
        guests.leave(this);
        guests.isNoMoreOf(token.getPrincipal().accountId());
    }
}
