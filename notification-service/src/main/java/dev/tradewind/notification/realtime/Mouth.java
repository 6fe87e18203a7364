package dev.tradewind.notification.realtime;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.tomcat.websocket.Constants;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/// The way out to one WebSocket, for one at a time.
///
/// Nothing is queued for a client that does not read: whoever writes to it waits, and after a while it is cut.
final class Mouth {

    private static final TextMessage BEAT = new TextMessage("\n");

    private final WebSocketSession session;
    private final Told told;
    private final Runnable broken;
    private final ReentrantLock lock = new ReentrantLock();

    Mouth(WebSocketSession session, StompParts parts, Runnable broken) {
        this.session = session;
        this.told = parts.told();
        this.broken = broken;
        if (session instanceof NativeWebSocketSession container
                && container.getNativeSession() instanceof jakarta.websocket.Session it) {
            it.getUserProperties()
                    .put(
                            Constants.BLOCKING_SEND_TIMEOUT_PROPERTY,
                            parts.limits().sendWithin().toMillis());
        }
    }

    /// @return false when the connection is no more
    boolean say(byte[] frame) {
        return send(new TextMessage(frame));
    }

    boolean beat() {
        return send(BEAT);
    }

    private boolean send(TextMessage message) {
        var begun = System.nanoTime();
        lock.lock();
        try {
            session.sendMessage(message);
            return true;
        } catch (IOException | IllegalStateException gone) {
            told.broke(begun);
            broken.run();
            closeQuietly(CloseStatus.SESSION_NOT_RELIABLE);
            return false;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closeQuietly(CloseStatus.NORMAL);
        } finally {
            lock.unlock();
        }
    }

    /// Also while somebody writes.
    void cut() {
        closeQuietly(CloseStatus.SESSION_NOT_RELIABLE);
    }

    private void closeQuietly(CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException | IllegalStateException _) {
            // It is closed, as it should be.
        }
    }
}
