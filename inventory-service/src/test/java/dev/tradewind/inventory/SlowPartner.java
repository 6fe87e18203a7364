package dev.tradewind.inventory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A partner that takes every connection and then keeps the caller waiting in its own way.
final class SlowPartner implements AutoCloseable {

    private static final int PAUSE = 50;

    private final String first;
    private final String drop;
    private final ServerSocket door;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger visits = new AtomicInteger();

    private SlowPartner(String first, String drop) throws IOException {
        this.first = first;
        this.drop = drop;
        this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::open);
    }

    static SlowPartner silent() throws IOException {
        return new SlowPartner("", "");
    }

    /// Says that it has heard, and never comes to the end of what else it has to say.
    static SlowPartner drippingItsBody() throws IOException {
        return new SlowPartner("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n");
    }

    static SlowPartner drippingItsHeaders() throws IOException {
        return new SlowPartner("HTTP/1.1 200 OK\r\n", "X-Drop: x\r\n");
    }

    int port() {
        return door.getLocalPort();
    }

    /// Calls so far.
    int visits() {
        return visits.get();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                visits.incrementAndGet();
                Thread.ofVirtual().start(() -> drip(caller));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void drip(Socket caller) {
        try (caller) {
            var out = caller.getOutputStream();
            out.write(first.getBytes(US_ASCII));
            do {
                out.write(drop.getBytes(US_ASCII));
                out.flush();
            } while (!closed.await(PAUSE, MILLISECONDS));
        } catch (IOException _) {
            // The caller has gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        door.close();
    }
}
