package dev.tradewind.verify.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A headless Chromium, told what to do over its DevTools protocol.
final class Browser implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome-headless-shell");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path profile;
    private final Process process;
    private final WebSocket tools;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger asking = new AtomicInteger();

    private Browser(Path program) throws IOException {
        profile = Files.createTempDirectory("tradewind-browser");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        // Tests run as root too, and open pages of this machine only.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("output.log").toFile())
                .start();
        tools = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + door()), new Answers())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /// The one named by the variable CHROME, or one on the path.
    static Optional<Path> installed() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("CHROME")).map(Path::of),
                        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "")
                                        .split(File.pathSeparator))
                                .flatMap(folder -> NAMES.stream().map(it -> Path.of(folder, it))))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start() {
        try {
            return new Browser(installed().orElseThrow());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Page open(String url) {
        var target = call(null, "Target.createTarget", Map.of("url", url));
        var session = call(
                null,
                "Target.attachToTarget",
                Map.of("targetId", target.get("targetId").asString(), "flatten", true));
        var page = new Page(session.get("sessionId").asString());
        page.untilLoaded();
        return page;
    }

    /// One tab.
    final class Page {

        private final String session;

        private Page(String session) {
            this.session = session;
        }

        /// What an expression becomes; a promise is awaited.
        JsonNode evaluate(String expression) {
            var answer = call(
                    session,
                    "Runtime.evaluate",
                    Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
            if (answer.has("exceptionDetails")) {
                throw new AssertionError(answer.get("exceptionDetails").toPrettyString());
            }
            return answer.path("result").path("value");
        }

        void reload() {
            evaluate("globalThis.ofBefore = true");
            call(session, "Page.reload", Map.of());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !evaluate("globalThis.ofBefore === true").asBoolean());
            untilLoaded();
        }

        void close() {
            call(session, "Page.close", Map.of());
        }

        private void untilLoaded() {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> evaluate("location.href !== 'about:blank' && document.readyState === 'complete'")
                            .asBoolean());
        }
    }

    private String door() {
        var file = profile.resolve("DevToolsActivePort");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        Files.exists(file) && Files.readString(file).lines().count() == 2);
        try {
            return String.join("", Files.readAllLines(file, UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private JsonNode call(@Nullable String session, String method, Map<String, ?> parameters) {
        var id = asking.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        asked.put(id, answer);
        var request = JSON.createObjectNode().put("id", id).put("method", method);
        request.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            request.put("sessionId", session);
        }
        try {
            tools.sendText(JSON.writeValueAsString(request), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            var said = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (said.has("error")) {
                throw new IllegalStateException(method + ": " + said.get("error"));
            }
            return said.path("result");
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(method, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private final class Answers implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                var message = JSON.readTree(text.toString());
                text.setLength(0);
                var answer = asked.remove(message.path("id").asInt(0));
                if (answer != null) {
                    answer.complete(message);
                }
            }
            socket.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
            FileSystemUtils.deleteRecursively(profile);
        } catch (IOException _) {
            // In a folder for things that may be forgotten.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
