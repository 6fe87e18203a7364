package dev.tradewind.notification.realtime;

import dev.tradewind.web.Caller;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/// What one STOMP connection listens to. Frames come one after the other; what is written is read beside them.
final class Subscriptions {

    private final Map<String, Listening> byId = new ConcurrentHashMap<>();
    private final StompParts parts;

    Subscriptions(StompParts parts) {
        this.parts = parts;
    }

    /// Not listened to before it has begun, so that its receipt comes first.
    ///
    /// @param bell rung when there is something to read
    Listening add(StompHeaderAccessor frame, Caller caller, Runnable bell) {
        var id = header(frame, "id");
        var destination = header(frame, "destination");
        if (byId.containsKey(id)) {
            throw BadFrame.unexpected("second SUBSCRIBE with the same id");
        }
        if (byId.size() >= parts.limits().subscriptions()) {
            throw BadFrame.tooMany(parts.limits().subscriptions());
        }
        var after = frame.getFirstNativeHeader("after");
        var feed = parts.feeds().of(caller, Destination.parse(destination));
        var bookmark = after == null || after.isEmpty() ? null : Bookmark.parse(after);
        var burst = "true".equals(frame.getFirstNativeHeader("batch")) ? new Burst() : null;
        return new Listening(id, destination, parts.hub().listen(feed, bookmark, bell), burst);
    }

    void begin(Listening added) {
        byId.put(added.id(), added);
    }

    void remove(StompHeaderAccessor frame) {
        var left = byId.remove(header(frame, "id"));
        if (left != null) {
            left.reading().close();
        }
    }

    Collection<Listening> all() {
        return byId.values();
    }

    void close() {
        byId.values().forEach(it -> it.reading().close());
        byId.clear();
    }

    private static String header(StompHeaderAccessor frame, String name) {
        var value = frame.getFirstNativeHeader(name);
        if (value == null || value.isEmpty()) {
            throw BadFrame.missing(name);
        }
        return value;
    }
}
