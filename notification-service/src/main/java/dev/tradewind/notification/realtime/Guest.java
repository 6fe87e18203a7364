package dev.tradewind.notification.realtime;

import dev.tradewind.web.CallerToken;
import org.jspecify.annotations.Nullable;

/// One open connection.
interface Guest {

    /// Null for a visitor, and as long as a WebSocket has not said who it is.
    @Nullable
    CallerToken token();

    /// Once a second. Must not wait.
    void tick();

    /// The session is over or the service stops. Must not wait.
    void end(Farewell why);

    /// Why a connection ends although its client wants it.
    enum Farewell {
        SESSION_OVER,
        GOING_AWAY
    }
}
