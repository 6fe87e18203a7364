package dev.tradewind.local.server;

import java.io.IOException;

/// Something that runs as a process of its own, and can be asked whether it works.
public interface Program {

    String name();

    int port();

    /// Puts in place what a start needs (data directory, configuration) and says how to start.
    Launch prepare() throws IOException;

    /// One real handshake in the program's own protocol; an [IOException] means not yet.
    void greet() throws IOException;

    /// What only a running program can be told, such as which databases to have.
    default void settle() throws IOException {}

    /// It ended or stayed silent instead of starting: whatever could be to blame and can be made again, is dropped.
    default void failed() throws IOException {}

    /// The process itself, where the one that was started only leads to it.
    default long pid(Process started) {
        return started.pid();
    }

    /// The signal that lets it end in order.
    default String quitSignal() {
        return "TERM";
    }
}
