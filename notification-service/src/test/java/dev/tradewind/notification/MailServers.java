package dev.tradewind.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// A real mail server and those who keep the accounts, as they speak on the wire. Everybody has an account until it is
/// closed here, and the address `<account>@people.test`.
public final class MailServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String KEY = "a key of this test";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<UUID> CLOSED = ConcurrentHashMap.newKeySet();
    private static final HttpServer ACCOUNTS = accounts();
    private static GreenMail mail = started(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final int PORT = mail.getSmtp().getPort();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("mail servers", properties()));
    }

    public static Map<String, Object> properties() {
        return Map.of(
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", PORT,
                "spring.cloud.discovery.client.simple.instances.auth-service[0].uri",
                        "http://127.0.0.1:" + ACCOUNTS.getAddress().getPort(),
                "tradewind.contacts.key", KEY,
                "tradewind.mailing.first-retry", "100ms",
                "tradewind.mailing.longest-retry", "300ms",
                "tradewind.mailing.lease", "3s",
                // However long a server is away in a test, nobody gives up.
                "tradewind.mailing.tries", 1_000,
                "tradewind.mailing.pause", "50ms");
    }

    public static String address(UUID account) {
        return account + "@people.test";
    }

    public static void close(UUID account) {
        CLOSED.add(account);
    }

    /// What came for somebody, by the server's own record.
    public static List<MimeMessage> mailsTo(UUID account) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(it -> to(it).contains(address(account)))
                .toList();
    }

    public static List<MimeMessage> mailsTo(Collection<UUID> accounts) {
        var addresses = accounts.stream().map(MailServers::address).collect(Collectors.toSet());
        return Arrays.stream(mail.getReceivedMessages())
                .filter(it -> addresses.contains(to(it)))
                .toList();
    }

    public static void stop() {
        mail.stop();
    }

    public static void start() {
        mail = started(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private static String to(MimeMessage message) {
        try {
            return String.valueOf(message.getHeader("To", ","));
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static GreenMail started(ServerSetup setup) {
        var server = new GreenMail(setup);
        server.start();
        return server;
    }

    private static HttpServer accounts() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/internal/contacts", exchange -> {
                var ids = JSON.readTree(exchange.getRequestBody()).get("accountIds");
                var items = StreamSupport.stream(ids.spliterator(), false)
                        .map(it -> UUID.fromString(it.asString()))
                        .filter(it -> !CLOSED.contains(it))
                        .map(it -> Map.of("accountId", it, "email", address(it), "name", "Ana <b>Lima</b>"))
                        .toList();
                var known = KEY.equals(exchange.getRequestHeaders().getFirst("Tradewind-Service-Key"));
                var answer = JSON.writeValueAsString(Map.of("items", items)).getBytes(UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
