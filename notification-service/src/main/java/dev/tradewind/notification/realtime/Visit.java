package dev.tradewind.notification.realtime;

import dev.tradewind.web.CallerToken;
import org.jspecify.annotations.Nullable;

/// An event stream or a poll: a request whose own thread waits for news. Without a token it is of a visitor who has a
/// product's page open.
final class Visit implements Guest, AutoCloseable {

    private final @Nullable CallerToken token;
    private final Guests guests;
    private final Bell bell = new Bell();
    private volatile @Nullable Farewell ended;

    private Visit(@Nullable CallerToken token, Guests guests) {
        this.token = token;
        this.guests = guests;
    }

    /// @throws TooManyConnections when no more may come
    static Visit of(@Nullable CallerToken token, Guests guests) {
        var visit = new Visit(token, guests);
        if (token != null) {
            guests.isOf(token.getPrincipal().accountId());
        }
        try {
            guests.arrive(visit);
            return visit;
        } catch (TooManyConnections full) {
            visit.leaveAccount();
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
    public @Nullable CallerToken token() {
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
        leaveAccount();
    }

    private void leaveAccount() {
        if (token != null) {
            guests.isNoMoreOf(token.getPrincipal().accountId());
        }
    }
}
