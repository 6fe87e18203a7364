package dev.tradewind.notification.mailing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tradewind.notification.wording.Letter;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What whoever takes our mails may answer, and what we make of it.
class HandingOverTest {

    private static final UUID ID = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);
    private static final Mail MAIL = new Mail(
            "<" + ID + "@shop.example>",
            "no-reply@shop.example",
            "Hats, \"More\"\r\nBcc: everybody@else.test",
            new Contact(ID, "ana@people.test", "Ana Lima"),
            new Letter("Olá – 주문", "<p>Olá</p>", "Olá"),
            URI.create("https://shop.example/api/unsubscribe/a.b"),
            Instant.parse("2026-11-21T12:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 no such user, Refused",
        "553 5.1.3 not an address, Refused",
        "451 4.7.1 greylisted, Failed",
        "421 4.3.2 closing, Failed"
    })
    void T5_whatAMailServerRefusesForGoodIsNotTriedAgain(String reply, String outcome) throws IOException {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, reply));

            assertThatThrownBy(() -> smtp(server.getLocalPort()).send(MAIL))
                    .satisfies(it -> assertThat(it.getClass().getSimpleName()).isEqualTo(outcome));
        }
    }

    /// Whoever has taken a mail has it, however rudely they part.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void T5_aMailThatWasTakenIsNotSentAgainBecauseOfAPoorGoodbye(boolean waits) throws IOException {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> takeAndDrop(server));
            var smtp = smtp(server.getLocalPort(), Map.of("mail.smtp.quitwait", waits));

            assertThat(smtp.send(MAIL)).isEqualTo(MAIL.messageId());
        }
    }

    @Test
    void T5_aMailServerThatSaysNothingIsNotWaitedForForEver() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var begun = System.nanoTime();

            assertThatThrownBy(() -> smtp(silent.getLocalPort()).send(MAIL)).isInstanceOf(Transport.Failed.class);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @ParameterizedTest
    @CsvSource({"400, Refused", "413, Refused", "401, Failed", "429, Failed", "503, Failed"})
    void T5_whatSendGridRefusesForGoodIsNotTriedAgain(int status, String outcome) throws IOException {
        var heard = new AtomicReference<JsonNode>();
        var server = sendGrid(status, heard);
        try {
            assertThatThrownBy(() -> sendGrid(server).send(MAIL))
                    .satisfies(it -> assertThat(it.getClass().getSimpleName()).isEqualTo(outcome));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void T5_sendGridGetsTheMailAsItsInterfaceAsks() throws IOException {
        var heard = new AtomicReference<JsonNode>();
        var server = sendGrid(202, heard);
        try {
            assertThat(sendGrid(server).send(MAIL)).isEqualTo("14c5d75ce93");
        } finally {
            server.stop(0);
        }

        var body = heard.get();
        assertThat(body.at("/personalizations/0/to/0/email").asString()).isEqualTo("ana@people.test");
        assertThat(body.at("/from/email").asString()).isEqualTo("no-reply@shop.example");
        assertThat(body.at("/subject").asString()).isEqualTo("Olá – 주문");
        assertThat(body.at("/content/0/type").asString()).isEqualTo("text/plain");
        assertThat(body.at("/content/1/value").asString()).isEqualTo("<p>Olá</p>");
        assertThat(body.at("/headers/Message-ID").asString()).isEqualTo(MAIL.messageId());
        assertThat(body.at("/headers/List-Unsubscribe").asString())
                .isEqualTo("<https://shop.example/api/unsubscribe/a.b>");
    }

    @Test
    void T5_withoutAMailServerAMailIsOneFileHoweverOftenItIsSent(@TempDir Path directory) throws Exception {
        var transport = new FileTransport(directory.resolve("new"));

        var file = transport.send(MAIL);
        assertThat(transport.send(MAIL)).isEqualTo(file);

        assertThat(directory.resolve("new")).isDirectoryContaining("glob:**" + ID + ".eml");
        try (var files = Files.list(directory.resolve("new"))) {
            assertThat(files).hasSize(1);
        }
        try (var text = Files.newInputStream(Path.of(file))) {
            var read = new MimeMessage(Session.getInstance(new Properties()), text);
            assertThat(read.getSubject()).isEqualTo("Olá – 주문");
            assertThat(read.getMessageID()).isEqualTo(MAIL.messageId());
            assertThat(read.getHeader("Bcc")).isNull();
            assertThat(read.getAllRecipients()).hasSize(1);
        }
    }

    private static SmtpTransport smtp(int port) {
        return smtp(port, Map.of());
    }

    private static SmtpTransport smtp(int port, Map<String, ?> more) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties()
                .putAll(Map.of(
                        "mail.smtp.connectiontimeout", "1000",
                        "mail.smtp.timeout", "1000",
                        "mail.smtp.writetimeout", "1000"));
        sender.getJavaMailProperties().putAll(more);
        return new SmtpTransport(sender);
    }

    /// Enough SMTP to say no to an address.
    private static void answer(ServerSocket server, String reply) {
        try (var socket = server.accept();
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                var out = new OutputStreamWriter(socket.getOutputStream(), UTF_8)) {
            out.write("220 test\r\n");
            out.flush();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var said = line.startsWith("RCPT") ? reply : line.startsWith("QUIT") ? "221 bye" : "250 ok";
                out.write(said + "\r\n");
                out.flush();
            }
        } catch (IOException _) {
            // The client has what it needs.
        }
    }

    /// Takes a mail, and resets the connection when it is told goodbye.
    private static void takeAndDrop(ServerSocket server) {
        try (var socket = server.accept();
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                var out = new OutputStreamWriter(socket.getOutputStream(), UTF_8)) {
            socket.setSoLinger(true, 0);
            out.write("220 test\r\n");
            out.flush();
            var inside = false;
            for (var line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
                if (line.equals("DATA")) {
                    inside = true;
                    out.write("354 go on\r\n");
                } else if (!inside) {
                    out.write("250 ok\r\n");
                } else if (line.equals(".")) {
                    inside = false;
                    out.write("250 taken\r\n");
                }
                out.flush();
            }
        } catch (IOException _) {
            // The client has gone first.
        }
    }

    private static SendGridTransport sendGrid(HttpServer server) {
        return new SendGridTransport(new MailingProperties.SendGrid(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "SG.key"));
    }

    private static HttpServer sendGrid(int status, AtomicReference<JsonNode> heard) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v3/mail/send", exchange -> {
            var known = "Bearer SG.key".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            heard.set(new JsonMapper().readTree(exchange.getRequestBody()));
            exchange.getResponseHeaders().add("X-Message-Id", "14c5d75ce93");
            exchange.sendResponseHeaders(known ? status : 500, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
