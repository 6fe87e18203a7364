package dev.tradewind.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A request as no decent client sends it.
final class RawRequest {

    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.1 (\\d+)(?s:.*?)\r\n\r\n(?s:.*)");
    private static final int PATIENCE = 10_000;

    private RawRequest() {}

    record Answer(int status, String text) {}

    static Answer send(String base, String text) {
        var gateway = URI.create(base);
        try (var socket = new Socket(InetAddress.getByName(gateway.getHost()), gateway.getPort())) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var parsed = ANSWER.matcher(answer);
            if (!parsed.matches()) {
                throw new IllegalStateException("No HTTP answer: " + answer);
            }
            return new Answer(Integer.parseInt(parsed.group(1)), answer);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
