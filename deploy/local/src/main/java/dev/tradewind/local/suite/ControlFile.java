package dev.tradewind.local.suite;

import dev.tradewind.local.server.NotStarted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Where the launcher of a place listens, if one runs.
record ControlFile(Place place) {

    private static final int WORDS = 5;

    /// @param phase STARTING, READY
    record Address(long pid, long startTime, int port, String secret, String phase) {

        private boolean isAlive() {
            var started = ProcessTable.startTime(pid);
            return started.isPresent() && started.getAsLong() == startTime;
        }
    }

    void write(long pid, int port, String secret, String phase) throws IOException {
        Files.createDirectories(place.state());
        var half = place.state().resolve(".launcher");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                half,
                "%d %d %d %s %s".formatted(pid, ProcessTable.startTime(pid).orElse(0), port, secret, phase));
        Files.move(half, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file());
    }

    /// Empty when no launcher runs, also when a killed one left its file.
    Optional<Address> read() throws IOException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        var words = Files.readString(file()).split(" ", -1);
        if (words.length != WORDS) {
            return Optional.empty();
        }
        var address = new Address(
                Long.parseLong(words[0]), Long.parseLong(words[1]), Integer.parseInt(words[2]), words[3], words[4]);
        return Optional.of(address).filter(Address::isAlive);
    }

    static String ask(Address address, String question) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.port());
                var out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            out.println(address.secret() + " " + question);
            var answer = in.readLine();
            if (answer == null) {
                throw new NotStarted(
                        "The launcher (process %d) did not answer: ./tradewind down ends it and all it started, ./tradewind up -d starts anew."
                                .formatted(address.pid()));
            }
            if (answer.startsWith("ERROR ")) {
                throw new NotStarted(answer.substring("ERROR ".length()).replace('\t', '\n'));
            }
            return answer.substring("OK ".length());
        }
    }

    private Path file() {
        return place.state().resolve("launcher");
    }
}
