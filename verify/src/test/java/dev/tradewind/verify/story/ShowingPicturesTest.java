package dev.tradewind.verify.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.story.Shop.Product;
import dev.tradewind.verify.suite.Demo;
import dev.tradewind.verify.suite.Suite;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A picture, from the staff's camera to the product page of everybody.
@RunningSuite
@Order(4)
class ShowingPicturesTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final JsonMapper JSON = new JsonMapper();

    private final Shop shop = Shop.open();
    private final Visitor staff = new Visitor(shop, Demo.staff("shopflow"));
    private final Visitor customer = new Visitor(shop, Demo.customer("shopflow"));
    private final HttpClient browser =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void S13_aPictureIsUploadedShownOnItsProductAndKeptByBrowsers() throws Exception {
        var lamp = shop.product("shopflow", 20);
        var before = page(lamp).path("images");

        var answer = upload(staff, "../photo.jpg", picture());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var uploaded = JSON.readTree(answer.body());
        assertThat(uploaded.path("width").asInt()).isEqualTo(WIDTH);
        assertThat(uploaded.path("height").asInt()).isEqualTo(HEIGHT);
        var url = uploaded.path("url").asString();
        assertThat(answer.headers().firstValue("Location")).contains(url);

        try {
            show(lamp, List.of(url));
            shop.eventually(
                    "the picture on the product page",
                    () -> assertThat(page(lamp).path("images").path(0).asString(""))
                            .isEqualTo(url));
            shop.eventually(
                    "the picture among the hits of a search",
                    () -> assertThat(customer.items("/api/search?sort=newest&limit=100"))
                            .filteredOn(it ->
                                    it.path("id").asString().equals(lamp.id().toString()))
                            .allMatch(
                                    it -> it.path("images").path(0).asString("").equals(url))
                            .isNotEmpty());
            isKeptByBrowsers(url, uploaded);
        } finally {
            show(lamp, before);
        }
    }

    @Test
    void S13_whatOnlySaysThatItIsAPictureIsRefusedAndCustomersUploadNothing() throws Exception {
        var script = upload(staff, "photo.jpg", "<svg onload=\"alert(1)\"></svg>".getBytes(UTF_8));
        assertThat(script.statusCode()).as(script.body()).isEqualTo(415);
        assertThat(JSON.readTree(script.body()).path("type").asString("")).isEqualTo("/problems/not-an-image");

        assertThat(upload(customer, "photo.jpg", picture()).statusCode()).isEqualTo(403);
    }

    /// Nobody has to sign in for it, and nobody fetches it twice.
    private void isKeptByBrowsers(String url, JsonNode uploaded) throws Exception {
        var shown = browser.send(ask(url).build(), BodyHandlers.ofByteArray());
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Content-Type"))
                .contains(uploaded.path("contentType").asString());
        assertThat(shown.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(shown.body()).hasSize(uploaded.path("size").asInt());
        assertThat(ImageIO.read(new ByteArrayInputStream(shown.body())).getWidth())
                .isEqualTo(WIDTH);

        var tag = shown.headers().firstValue("ETag").orElseThrow();
        var again = browser.send(ask(url).header("If-None-Match", tag).build(), BodyHandlers.ofByteArray());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    private JsonNode page(Product product) {
        return customer.look("/api/products/" + product.id());
    }

    private void show(Product product, Object images) {
        staff.ask("PATCH", "/api/products/" + product.id(), Map.of("images", images))
                .expect(200);
    }

    private HttpResponse<String> upload(Visitor who, String name, byte[] file) throws Exception {
        var boundary = "picture-" + UUID.randomUUID();
        var parts = BodyPublishers.concat(
                BodyPublishers.ofString("""
                        --%s\r
                        Content-Disposition: form-data; name="file"; filename="%s"\r
                        Content-Type: image/jpeg\r
                        \r
                        """.formatted(boundary, name)),
                BodyPublishers.ofByteArray(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        var request = ask("/api/storage/upload")
                .header("Authorization", "Bearer " + shop.api().token(who.email()))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(parts);
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder ask(String path) {
        return HttpRequest.newBuilder(Suite.required().gateway().resolve(path)).timeout(Duration.ofSeconds(20));
    }

    private static byte[] picture() throws IOException {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        image.setRGB(WIDTH / 2, HEIGHT / 2, Color.RED.getRGB());
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "jpg", bytes)).isTrue();
        return bytes.toByteArray();
    }
}
