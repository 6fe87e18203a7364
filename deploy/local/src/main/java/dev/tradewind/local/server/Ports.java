package dev.tradewind.local.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of this machine.
public final class Ports {

    /// Below the range the kernel takes for outgoing connections, and beside the ports of a running suite.
    private static final int FIRST = 10_000;

    private static final int COUNT = 5_000;
    private static final int TRIES = 200;

    private Ports() {}

    public static int free() {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new NotStarted("No free port found between %d and %d".formatted(FIRST, FIRST + COUNT));
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
