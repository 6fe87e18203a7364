package dev.tradewind.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.RealServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A registry that says who is there at once: locally, services come and go within seconds.
@RealServers(postgres = false, kafka = false)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "eureka.client.enabled=true",
            // The testing library brings JDBC along, which a registry has no use for.
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
class RegistryTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String INSTANCE = """
            {"instance": {"instanceId": "order-service:127.0.0.1:8085", "app": "ORDER-SERVICE",
             "hostName": "127.0.0.1", "ipAddr": "127.0.0.1", "status": "UP", "vipAddress": "order-service",
             "port": {"$": 8085, "@enabled": "true"},
             "dataCenterInfo": {"@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"}}}
            """;

    @Test
    void whoRegistersIsFoundAndWhoLeavesIsNot(@LocalServerPort int port) throws IOException, InterruptedException {
        var apps = "http://127.0.0.1:" + port + "/eureka/apps";
        var order = apps + "/ORDER-SERVICE";

        var registered = send(HttpRequest.newBuilder(URI.create(order))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(INSTANCE)));
        assertThat(registered.statusCode()).isEqualTo(204);
        assertThat(list(apps)).contains("order-service:127.0.0.1:8085");

        send(HttpRequest.newBuilder(URI.create(order + "/order-service:127.0.0.1:8085"))
                .DELETE());
        assertThat(list(apps)).doesNotContain("order-service:127.0.0.1:8085");
    }

    private static String list(String apps) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(apps)).header("Accept", "application/json"))
                .body();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
