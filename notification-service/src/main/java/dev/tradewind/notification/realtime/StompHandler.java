package dev.tradewind.notification.realtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/// Gives every WebSocket its conversation.
///
/// Spring's own broker is not used: it keeps no numbers, so it could not say what a client has missed, and it queues
/// for each slow client what here all read from one place.
@Component
class StompHandler extends AbstractWebSocketHandler implements DisposableBean {

    private final StompParts parts;
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, StompConnection> connections = new ConcurrentHashMap<>();

    StompHandler(StompParts parts) {
        this.parts = parts;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        var connection = new StompConnection(session, parts, writers);
        connections.put(session.getId(), connection);
        connection.open();
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var connection = connections.get(session.getId());
        if (connection != null) {
            connection.receive(message.getPayload());
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) throws Exception {
        session.close(CloseStatus.NOT_ACCEPTABLE);
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable broken) {
        closed(session);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        closed(session);
    }

    private void closed(WebSocketSession session) {
        var connection = connections.remove(session.getId());
        if (connection != null) {
            connection.closed();
        }
    }

    @Override
    public void destroy() {
        writers.shutdownNow();
    }
}
