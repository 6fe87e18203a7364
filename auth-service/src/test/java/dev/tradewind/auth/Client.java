package dev.tradewind.auth;

import dev.tradewind.messaging.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks auth-service as programs do, as people made for one test.
@Lazy
@TestComponent
public class Client {

    public static final UUID PANTRY = UUID.fromString("01900000-0000-7000-8000-000000000001");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final JdbcClient jdbc;

    Client(@Value("${local.server.port}") int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    public record Answer(int status, HttpResponse<String> response) {

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text(String field) {
            return json().get(field).asString();
        }

        public List<String> cookies() {
            return response.headers().allValues("Set-Cookie");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /// Somebody with an account in that organisation and the password of the demonstration.
    public record Person(UUID id, String email) {}

    public Person newcomer(@Nullable UUID organization, String... roles) {
        var id = Ids.next();
        var email = id + "@newcomers.test";
        jdbc.sql("""
            insert into accounts (id, email, name, organization_id, roles, password_hash)
            select :id, :email, 'Somebody New', :organization, :roles, password_hash
            from accounts where email = 'customer@pantry.demo'
            """)
                .param("id", id)
                .param("email", email)
                .param("organization", organization)
                .param("roles", roles.length == 0 ? new String[] {"CUSTOMER"} : roles)
                .update();
        return new Person(id, email);
    }

    public Answer login(Person person) {
        return login(person.email(), "tradewind-demo");
    }

    public Answer login(String email, String password) {
        return send("POST", "/api/auth/login", null, """
            {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    public Answer refresh(String token) {
        return send("POST", "/api/auth/refresh", null, """
            {"refreshToken": "%s"}""".formatted(token));
    }

    public Answer get(String path, String token) {
        return send("GET", path, token, null);
    }

    public Answer send(String method, String path, @Nullable String token, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
