package dev.tradewind.local.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// An OpenID Connect provider that believes whoever comes, in a JVM of its own: for tests and for a look at single
/// sign-on. What its login page sends as `claims` goes into the ID token, so it can be made to say wrong things too.
public record DemoIdp(Path home, Path loginPage, int port) implements Program {

    public static final String NAME = "demo-idp";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Launch prepare() {
        var command = List.of(
                Child.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Xss512k",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                home.resolve("lib") + "/*",
                "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt");
        return new Launch(
                command,
                home,
                Map.of(
                        "SERVER_HOSTNAME", "127.0.0.1",
                        "SERVER_PORT", Integer.toString(port),
                        "JSON_CONFIG", configuration()));
    }

    @Override
    public void greet() throws IOException {
        var answer = Http.get(issuer() + "/.well-known/openid-configuration");
        if (answer.statusCode() != 200) {
            throw new IOException("The provider says " + answer.statusCode());
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + port + "/demo";
    }

    private String configuration() {
        return """
                {"interactiveLogin": true, "httpServer": "NettyWrapper", "loginPagePath": "%s",
                 "tokenCallbacks": [{"issuerId": "demo", "tokenExpiry": 300, "requestMappings": []}]}
                """.formatted(loginPage);
    }
}
