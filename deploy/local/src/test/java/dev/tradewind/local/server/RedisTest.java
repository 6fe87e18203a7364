package dev.tradewind.local.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void T10_aFullOneForgetsCopiesAndStillTakesWhatIsWritten() throws Exception {
        var redis = new Redis(House.here().runtime(), directory.resolve("data"), Ports.free(), false);
        var child = Child.start(redis, directory.resolve("log"));
        try {
            child.awaitReady(PATIENCE);
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
                    var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
                assertThat(ask(socket, answers, "CONFIG SET maxmemory 16mb")).isEqualTo("+OK");
                assertThat(ask(socket, answers, "SET for-ever kept")).isEqualTo("+OK");
                var copy = "x".repeat(10_000);
                for (int i = 0; i < 3_000; i++) {
                    assertThat(ask(socket, answers, "SET copy:" + i + " " + copy + " PX 600000"))
                            .isEqualTo("+OK");
                }
                assertThat(ask(socket, answers, "EXISTS for-ever")).isEqualTo(":1");
            }
        } finally {
            child.stop(PATIENCE);
        }
    }

    private static String ask(Socket socket, BufferedReader answers, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
        return answers.readLine();
    }
}
