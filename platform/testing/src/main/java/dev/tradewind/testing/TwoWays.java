package dev.tradewind.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A client that reads the answer while it sends its request, which the one of the JDK does not.
public final class TwoWays {

    private static final int PATIENCE = 60_000;

    private TwoWays() {}

    /// @param lines are made as they are sent; one that is thrown instead breaks the connection
    /// @param answered gets every line of JSON as it comes
    public static void post(int port, String path, String token, Stream<String> lines, Consumer<String> answered)
            throws IOException, InterruptedException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE);
            var sending = Thread.ofVirtual().start(() -> send(socket, head(path, token), lines));
            try {
                var body = new Chunks(new BufferedInputStream(socket.getInputStream()));
                new BufferedReader(new InputStreamReader(body, UTF_8)).lines().forEach(answered);
            } catch (UncheckedIOException | EOFException | SocketException broken) {
                if (!socket.isClosed()) {
                    throw broken;
                }
            }
            sending.join();
        }
    }

    private static String head(String path, String token) {
        return """
                POST %s HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Content-Type: application/x-ndjson\r
                Transfer-Encoding: chunked\r
                Connection: close\r
                \r
                """.formatted(path, token);
    }

    private static void send(Socket socket, String head, Stream<String> lines) {
        try {
            var out = new BufferedOutputStream(socket.getOutputStream());
            out.write(head.getBytes(UTF_8));
            for (var line : (Iterable<String>) lines::iterator) {
                chunk(out, (line + "\n").getBytes(UTF_8));
                out.flush();
            }
            chunk(out, new byte[0]);
            out.flush();
        } catch (IOException | UncheckedIOException broken) {
            breakOff(socket);
        }
    }

    private static void breakOff(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is broken, as it should be.
        }
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(UTF_8));
    }

    /// The body of an answer in chunks.
    private static final class Chunks extends InputStream {

        private final InputStream stream;
        private int left;
        private boolean ended;

        private Chunks(InputStream stream) throws IOException {
            this.stream = stream;
            while (!line().isEmpty()) {
                // Headers are not looked at.
            }
        }

        @Override
        public int read() throws IOException {
            if (left == 0 && !ended) {
                left = Integer.parseInt(line(), 16);
                ended = left == 0;
            }
            if (ended) {
                return -1;
            }
            var read = stream.read();
            left--;
            if (left == 0) {
                line();
            }
            return read;
        }

        /// What is here need not wait for what is not.
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var first = read();
            if (first < 0) {
                return -1;
            }
            bytes[offset] = (byte) first;
            var some = 1;
            while (some < length && left > 0) {
                bytes[offset + some] = (byte) read();
                some++;
            }
            return some;
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int read = stream.read(); read != '\n'; read = stream.read()) {
                if (read < 0) {
                    throw new EOFException();
                }
                line.append((char) read);
            }
            return line.toString().strip();
        }
    }
}
