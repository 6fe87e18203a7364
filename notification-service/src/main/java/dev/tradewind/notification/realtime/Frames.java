package dev.tradewind.notification.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.web.Refusal;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompConversionException;
import org.springframework.messaging.simp.stomp.StompDecoder;
import org.springframework.messaging.simp.stomp.StompEncoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What is said in STOMP, to clients and by them.
@Component
class Frames {

    private static final String JSON = "application/json";

    private final StompEncoder encoder = new StompEncoder();
    private final StompDecoder decoder = new StompDecoder();
    private final JsonMapper json;

    Frames(JsonMapper json) {
        this.json = json;
    }

    /// @throws BadFrame unless it is one frame and nothing else
    StompHeaderAccessor read(String text) {
        try {
            var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            var frames = decoder.decode(bytes);
            if (frames.size() != 1 || bytes.hasRemaining()) {
                throw BadFrame.malformed();
            }
            return StompHeaderAccessor.wrap(frames.getFirst());
        } catch (StompConversionException | IllegalArgumentException | IllegalStateException nonsense) {
            throw BadFrame.malformed();
        }
    }

    byte[] connected(String version, String session, String account, long heartbeatMillis) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("version", version);
        headers.put("session", session);
        headers.put("server", "tradewind");
        headers.put("user-name", account);
        headers.put("heart-beat", heartbeatMillis + "," + heartbeatMillis);
        return frame(StompCommand.CONNECTED, headers, "");
    }

    /// @param cursor where a subscription begins; null for other receipts
    byte[] receipt(String id, @Nullable String cursor) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("receipt-id", id);
        if (cursor != null) {
            headers.put("cursor", cursor);
        }
        return frame(StompCommand.RECEIPT, headers, "");
    }

    byte[] message(String subscription, String destination, News news) {
        return message(subscription, destination, news, news.entry().message(), Map.of());
    }

    /// @param news one or more, in their order; the cursor is that behind the last
    byte[] messages(String subscription, String destination, List<News> news) {
        return message(
                subscription,
                destination,
                news.getLast(),
                News.array(news),
                Map.of("batch", Integer.toString(news.size())));
    }

    private byte[] message(String subscription, String destination, News last, String body, Map<String, String> more) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("subscription", subscription);
        headers.put("message-id", last.entry().id().toString());
        headers.put("destination", destination);
        headers.put("content-type", JSON);
        headers.put("cursor", last.cursor());
        headers.putAll(more);
        return frame(StompCommand.MESSAGE, headers, body);
    }

    /// @param receipt of the frame that is refused
    byte[] error(Refusal refusal, @Nullable String receipt) {
        var status = status(refusal);
        var headers = new LinkedHashMap<String, String>();
        headers.put("message", refusal.code());
        headers.put("status", Integer.toString(status));
        headers.put("content-type", "application/problem+json");
        if (receipt != null) {
            headers.put("receipt-id", receipt);
        }
        var problem = json.createObjectNode();
        problem.put("type", "/problems/" + refusal.code());
        problem.put("status", status);
        problem.put("detail", refusal.getMessage());
        return frame(StompCommand.ERROR, headers, json.writeValueAsString(problem));
    }

    private byte[] frame(StompCommand command, Map<String, String> headers, String body) {
        var named = StompHeaderAccessor.create(command);
        headers.forEach(named::setNativeHeader);
        return encoder.encode(named.getMessageHeaders(), body.getBytes(UTF_8));
    }

    private static int status(Refusal refusal) {
        return switch (refusal.kind()) {
            case BAD_REQUEST -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case GONE -> 410;
            case PRECONDITION_FAILED -> 412;
            case CONTENT_TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case UNPROCESSABLE -> 422;
            case TOO_MANY_REQUESTS -> 429;
            case UNAVAILABLE -> 503;
        };
    }
}
