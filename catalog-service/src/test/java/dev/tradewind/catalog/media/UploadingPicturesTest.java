package dev.tradewind.catalog.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.GpsDirectory;
import dev.tradewind.catalog.OnRealServers;
import dev.tradewind.catalog.access.Editor;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.TestTokens;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

@OnRealServers
class UploadingPicturesTest {

    private final UUID organization = Ids.next();
    private final String staff = TestTokens.staff(Ids.next(), organization);
    private final String base;
    private final RestClient http;
    private final JdbcClient jdbc;
    private final OrphanCare care;

    @Autowired
    private Drawing drawing;

    @Autowired
    private Media media;

    UploadingPicturesTest(@LocalServerPort int port, @Autowired JdbcClient jdbc, @Autowired OrphanCare care) {
        this.base = "http://127.0.0.1:" + port;
        this.http = RestClient.builder()
                .baseUrl(base)
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build();
        this.jdbc = jdbc;
        this.care = care;
    }

    record Uploaded(UUID id, String url, String thumbnailUrl, String contentType, long size, int width, int height) {}

    @ParameterizedTest
    @EnumSource(Hostile.class)
    void S13_whatIsNoPictureOrNotOnlyOneIsRefused(Hostile file) {
        var answer = upload(staff, "file", file.fileName, file.content, String.class);

        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(file.status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif"})
    void S13_aPictureIsKeptAndShownToEverybodyForEver(String format) throws IOException {
        var uploaded = taken("../../etc/passwd", Pictures.picture(format, 400, 300));

        assertThat(uploaded.width()).isEqualTo(400);
        assertThat(uploaded.height()).isEqualTo(300);
        var shown = get(uploaded.url(), null);
        assertThat(shown.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(shown.getHeaders().getCacheControl()).isEqualTo("max-age=31536000, public, immutable");
        assertThat(shown.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(shown.getHeaders().getContentType()).isEqualTo(MediaType.parseMediaType(uploaded.contentType()));
        assertThat(shown.getHeaders().getContentDisposition().getType()).isEqualTo("inline");
        assertThat(shown.getBody()).hasSize((int) uploaded.size());
        var image = ImageIO.read(new ByteArrayInputStream(requireNonNull(shown.getBody())));
        assertThat(new Color(image.getRGB(50, 150)).getRed()).isGreaterThan(200);
        assertThat(new Color(image.getRGB(350, 150)).getBlue()).isGreaterThan(200);

        var small = ImageIO.read(new ByteArrayInputStream(
                requireNonNull(get(uploaded.thumbnailUrl(), null).getBody())));
        assertThat(small.getWidth()).isEqualTo(320);
        assertThat(small.getHeight()).isEqualTo(240);
        assertThat(get(uploaded.url(), shown.getHeaders().getETag()).getStatusCode())
                .isEqualTo(HttpStatus.NOT_MODIFIED);
    }

    @Test
    void S13_aWebpIsTaken() {
        assertThat(taken("cat.webp", Pictures.webp()).width()).isEqualTo(1);
    }

    /// A hundred megabytes of nothing, packed into a hundred kilobytes.
    @ParameterizedTest
    @ValueSource(strings = {"zTXt", "iCCP"})
    void S13_whatIsPackedBesideThePixelsIsNeverUnpacked(String chunk) throws IOException {
        var bomb = new ByteArrayOutputStream();
        bomb.writeBytes("name\0\0".getBytes(StandardCharsets.US_ASCII));
        try (var packing = new DeflaterOutputStream(bomb)) {
            for (int i = 0; i < 100; i++) {
                packing.write(new byte[1 << 20]);
            }
        }

        var uploaded = taken("cat.png", Pictures.withChunk(Pictures.picture("png", 8, 8), chunk, bomb.toByteArray()));

        assertThat(uploaded.size()).isLessThan(1_000);
    }

    @Test
    void S13_thePlaceWhereItWasTakenIsNotKeptAndItStandsUpright() throws Exception {
        var photo = Pictures.withPlace(Pictures.picture("jpg", 400, 300));
        assertThat(placeOf(photo)).isNotNull();

        var uploaded = taken("photo.jpg", photo);

        var shown = requireNonNull(get(uploaded.url(), null).getBody());
        assertThat(placeOf(shown)).isNull();
        assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(shown))
                        .containsDirectoryOfType(ExifDirectoryBase.class))
                .isFalse();
        assertThat(uploaded.width()).isEqualTo(300);
        assertThat(uploaded.height()).isEqualTo(400);
        var image = ImageIO.read(new ByteArrayInputStream(shown));
        assertThat(new Color(image.getRGB(150, 50)).getRed()).isGreaterThan(200);
        assertThat(new Color(image.getRGB(150, 350)).getBlue()).isGreaterThan(200);
    }

    @Test
    void S13_aLargePictureIsMadeSmaller() {
        var uploaded = taken("wall.png", Pictures.picture("png", 5_000, 2_500));

        assertThat(uploaded.width()).isLessThanOrEqualTo(2_048).isGreaterThan(1_000);
        assertThat(uploaded.height()).isBetween(uploaded.width() / 2, uploaded.width() / 2 + 1);
    }

    @Test
    void S13_onlyStaffUploadsAndAFormIsNeeded() {
        var picture = Pictures.picture("png", 4, 4);
        assertThat(upload(null, "file", "a.png", picture, String.class).getStatusCode())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(upload(TestTokens.customer(Ids.next(), organization), "file", "a.png", picture, String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(upload(staff, "picture", "a.png", picture, String.class).getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(posted("multipart/form-data; boundary=x", "--x\r\nnonsense").getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(posted("multipart/form-data", "no boundary").getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(posted("application/json", "{}").getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media/unknown",
                "/media/..%2F..%2Fapplication.yml",
                "/media/0193a5b07c1e7d108a515f2f9c0a0001.svg",
                "/media/0193a5b07c1e7d108a515f2f9c0a0001.png",
                "/media/0193a5b07c1e7d108a515f2f9c0a0001.png%00"
            })
    void S13_whatWasNeverUploadedIsNotFound(String path) {
        assertThat(http.get()
                        .uri(URI.create(base + path))
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .is4xxClientError())
                .isTrue();
    }

    @Test
    void S13_whatNoProductShowsIsDeletedAfterADay() {
        var orphan = taken("orphan.png", Pictures.picture("png", 8, 8));
        var shown = taken("shown.png", Pictures.picture("png", 8, 8));
        var young = taken("young.png", Pictures.picture("png", 8, 8));
        aDayPasses(orphan.id());
        aDayPasses(shown.id());
        show("https://shop.example" + shown.url() + "?large");

        assertThat(care.deleteOrphans()).isPositive();
        assertThat(care.deleteOrphans()).isZero();

        assertThat(get(orphan.url(), null).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(get(orphan.thumbnailUrl(), null).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(get(shown.url(), null).getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(get(young.url(), null).getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void S13_aSlowStoreHoldsUpNobodyWhoDraws() throws Exception {
        var keeping = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var slow = new MediaStore() {
            @Override
            public void put(MediaName name, byte[] content) {
                keeping.countDown();
                try {
                    assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }

            @Override
            public Optional<Resource> find(MediaName name) {
                return Optional.empty();
            }

            @Override
            public void delete(Collection<MediaName> names) {}
        };
        var editor = new Editor(organization);
        var uploading = new Uploading(drawing, media, slow, Clock.systemUTC());
        var file = new ByteArrayResource(Pictures.picture("png", 8, 8));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> uploading.take(editor, file));
            assertThat(keeping.await(30, TimeUnit.SECONDS)).isTrue();
            var second = threads.submit(() -> uploading.take(editor, file));
            await().atMost(Duration.ofSeconds(30)).until(() -> rows() == 2);
            end.countDown();
            assertThat(first.get().width()).isEqualTo(8);
            assertThat(second.get().width()).isEqualTo(8);
        }
    }

    private int rows() {
        return jdbc.sql("select count(*) from media where organization_id = ?")
                .param(organization)
                .query((row, _) -> row.getInt(1))
                .single();
    }

    private void aDayPasses(UUID id) {
        jdbc.sql("update media set uploaded_at = uploaded_at - interval '25 hours' where id = ?")
                .param(id)
                .update();
    }

    /// The product is written, but nobody can see it yet.
    @Test
    void S13_whatAProductIsJustAboutToShowIsKept(
            @Autowired ShownPictures pictures, @Autowired TransactionTemplate transaction) {
        var picture = taken("late.png", Pictures.picture("png", 8, 8));
        aDayPasses(picture.id());
        transaction.executeWithoutResult(_ -> {
            pictures.hold(List.of("https://shop.example" + picture.url(), "https://elsewhere.example/cat.png"));
            show(picture.url());
            inAnotherThread(care::deleteOrphans);
        });

        care.deleteOrphans();

        assertThat(get(picture.url(), null).getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    private static void inAnotherThread(Runnable work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(work).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void show(String image) {
        var store = Ids.next();
        jdbc.sql("""
                insert into stores (id, organization_id, name, status, fulfilment, order_prefix, currency,
                                    reservation_seconds, version, created_at, updated_at)
                values (?, ?, 'Corner shop', 'OPEN', 'SHIPMENT', 'CS', 'EUR', 900, 1, now(), now())
                """).params(store, organization).update();
        jdbc.sql("""
                insert into products (id, organization_id, store_id, sku, title, description, price_amount,
                                      price_currency, attributes, images, version, created_at, updated_at)
                values (?, ?, ?, 'LAMP', 'Lamp', '', 1, 'EUR', '{}', jsonb_build_array(?::text), 1, now(), now())
                """).params(Ids.next(), organization, store, image).update();
    }

    private static @Nullable Object placeOf(byte[] photo) throws IOException, ImageProcessingException {
        var gps = ImageMetadataReader.readMetadata(new ByteArrayInputStream(photo))
                .getFirstDirectoryOfType(GpsDirectory.class);
        return gps == null ? null : gps.getGeoLocation();
    }

    private Uploaded taken(String name, byte[] content) {
        var answer = upload(staff, "file", name, content, Uploaded.class);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        return requireNonNull(answer.getBody());
    }

    private <T> ResponseEntity<T> upload(
            @Nullable String token, String part, String name, byte[] content, Class<T> answer) {
        var form = new LinkedMultiValueMap<String, Object>();
        form.add(part, new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        });
        return http.post()
                .uri("/api/storage/upload")
                .headers(it -> {
                    if (token != null) {
                        it.setBearerAuth(token);
                    }
                })
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form)
                .retrieve()
                .toEntity(answer);
    }

    private ResponseEntity<Void> posted(String type, String body) {
        return http.post()
                .uri("/api/storage/upload")
                .headers(it -> {
                    it.setBearerAuth(staff);
                    it.set("Content-Type", type);
                })
                .body(body.getBytes(StandardCharsets.UTF_8))
                .retrieve()
                .toBodilessEntity();
    }

    private ResponseEntity<byte[]> get(String url, @Nullable String tag) {
        return http.get()
                .uri(url)
                .headers(it -> {
                    if (tag != null) {
                        it.setIfNoneMatch(tag);
                    }
                })
                .retrieve()
                .toEntity(byte[].class);
    }
}
