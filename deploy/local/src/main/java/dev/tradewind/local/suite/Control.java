package dev.tradewind.local.suite;

import dev.tradewind.local.server.NotStarted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The door of a running launcher: other commands ask it through a socket. Its file says where, and a secret in it
/// keeps other users of the machine out.
public final class Control implements AutoCloseable {

    private static final int PATIENCE = 5_000;

    private final Supervisor supervisor;
    private final Runnable end;
    private final ServerSocket socket;
    private final ControlFile file;
    private final String secret = UUID.randomUUID().toString();

    /// @param end called when somebody asks the suite to end, after it has
    public Control(Place place, Supervisor supervisor, Runnable end) throws IOException {
        this.supervisor = supervisor;
        this.end = end;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.file = new ControlFile(place);
        Thread.ofPlatform().daemon().name("control").start(this::listen);
        announce("STARTING");
    }

    public void announce(String phase) throws IOException {
        file.write(ProcessHandle.current().pid(), socket.getLocalPort(), secret, phase);
    }

    @Override
    public void close() throws IOException {
        file.delete();
        socket.close();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void answer(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            client.setSoTimeout(PATIENCE);
            var line = in.readLine();
            var words = line == null ? new String[0] : line.split(" ", -1);
            if (words.length < 2 || !words[0].equals(secret)) {
                return;
            }
            client.setSoTimeout(0);
            out.println(outcome(words));
            if (words[1].equals("stop")) {
                end.run();
            }
        } catch (IOException _) {
            // The one who asked went away.
        }
    }

    private String outcome(String[] words) throws IOException {
        try {
            switch (words[1]) {
                case "status" -> {
                    return "OK " + Status.toJson(supervisor.status());
                }
                case "restart" -> supervisor.restart(words[2]);
                case "scale" -> supervisor.scale(words[2], Integer.parseInt(words[3]));
                case "stop" -> supervisor.stop();
                default -> {
                    return "ERROR unknown command " + words[1];
                }
            }
            return "OK done";
        } catch (NotStarted refused) {
            return "ERROR " + String.valueOf(refused.getMessage()).replace('\n', '\t');
        }
    }
}
