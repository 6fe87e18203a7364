package dev.tradewind.auth.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Goes where it is sent and keeps its cookies. It reaches the service without the gateway, whose address redirects
/// name.
final class Browser {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final Map<String, String> cookies = new HashMap<>();

    Browser(int port) {
        this.port = port;
    }

    /// Where the provider is to be asked.
    URI begin(String provider) {
        return begin(provider, null);
    }

    URI begin(String provider, @Nullable String token) {
        var answer = get("/api/auth/sso/" + provider + "/authorize", token);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return URI.create(json(answer).get("url").asString());
    }

    /// Fills in the provider's login page.
    ///
    /// @return where the provider sends the browser, as a path
    String logIn(URI page, String username, String claims) {
        var form = "username=" + encode(username) + "&claims=" + encode(claims);
        var answer = send(HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        var location = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return location.getRawPath() + "?" + location.getRawQuery();
    }

    HttpResponse<String> get(String path) {
        return get(path, null);
    }

    HttpResponse<String> get(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(it -> it.getKey() + "=" + it.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = send(request.GET());
        answer.headers().allValues("Set-Cookie").stream()
                .flatMap(it -> HttpCookie.parse(it).stream())
                .forEach(this::keep);
        return answer;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    static String parameter(URI uri, String name) {
        return uri.getRawQuery().replaceAll("(^|.*&)" + name + "=([^&]*).*", "$2");
    }

    private void keep(HttpCookie cookie) {
        if (cookie.getMaxAge() == 0) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
