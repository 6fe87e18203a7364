package dev.tradewind.local.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Redis, the executable that `embedded-redis` brings.
///
/// When it is full it forgets what ends by itself anyway and is asked for least, instead of refusing whoever writes:
/// all
/// services share it, and copies of one must not cost another its limits.
///
/// @param durable false writes nothing to disk
public record Redis(Path runtime, Path data, int port, boolean durable) implements Program {

    private static final int PATIENCE = 2_000;

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Launch prepare() throws IOException {
        var executable = Unpacked.executable(resource(), runtime, "redis-server");
        Files.createDirectories(data);
        var command = List.of(
                executable.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                data.toString(),
                "--appendonly",
                durable ? "yes" : "no",
                "--save",
                "",
                "--daemonize",
                "no",
                "--maxmemory",
                "256mb",
                "--maxmemory-policy",
                "volatile-lfu");
        return new Launch(command, data, Map.of());
    }

    @Override
    public void greet() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            if (!answer.equals("+PONG")) {
                throw new IOException("Redis says " + answer);
            }
        }
    }

    private static String resource() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64" -> "redis-server-6.2.7-linux-arm64";
            default -> "redis-server-6.2.6-v5-linux-amd64";
        };
    }
}
