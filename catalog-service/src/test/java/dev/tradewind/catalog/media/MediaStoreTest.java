package dev.tradewind.catalog.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.catalog.media.Drawing.KeptAs;
import dev.tradewind.local.server.Child;
import dev.tradewind.local.server.Guard;
import dev.tradewind.local.server.Launch;
import dev.tradewind.local.server.Ports;
import dev.tradewind.local.server.Program;
import dev.tradewind.messaging.Ids;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.services.s3.S3Client;

/// Both stores keep the same promises: a disk, and an object store in a process of its own.
class MediaStoreTest {

    private static final String BUCKET = "pictures";
    private static final byte[] CONTENT = "a picture".getBytes(StandardCharsets.UTF_8);

    private static Guard guard;
    private static S3Client s3;

    @TempDir
    private Path directory;

    record S3Mock(Path directory, int port) implements Program {

        @Override
        public String name() {
            return "s3mock";
        }

        @Override
        public Launch prepare() {
            var command = List.of(
                    Child.java(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx128m",
                    "-jar",
                    Path.of("target/s3mock/s3mock.jar").toAbsolutePath().toString(),
                    "--http.port=" + port,
                    "--server.port=" + Ports.free(),
                    "--vectors.http.port=" + Ports.free(),
                    "--vectors.https.port=" + Ports.free(),
                    "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET);
            return new Launch(command, directory, Map.of());
        }

        @Override
        public void greet() throws IOException {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            }
        }
    }

    @BeforeAll
    static void startObjectStore() throws IOException {
        var home = Files.createTempDirectory("tradewind-test-");
        var server = new S3Mock(home, Ports.free());
        var child = Child.start(server, home.resolve("s3mock.log"));
        guard = Guard.over(home, List.of(child));
        child.awaitReady(Duration.ofMinutes(2));
        s3 = client(server.port(), home, Duration.ofSeconds(20));
    }

    @AfterAll
    static void endObjectStore() {
        s3.close();
        guard.release();
    }

    @Test
    void S13_theDiskKeepsFindsAndDeletes() throws IOException {
        keepsItsPromises(new DiskStore(directory));
        try (var left = Files.walk(directory)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void S13_theObjectStoreKeepsFindsAndDeletes() throws IOException {
        keepsItsPromises(new S3Store(s3, BUCKET));
        assertThat(s3.listObjectsV2(it -> it.bucket(BUCKET)).contents()).isEmpty();
    }

    @Test
    void S13_anObjectStoreThatIsAwayIsAnOutageAndNoFault() {
        try (var nobody = client(Ports.free(), directory, Duration.ofMillis(300))) {
            var store = new S3Store(nobody, BUCKET);
            var name = MediaName.of(Ids.next(), KeptAs.PNG);
            assertThatThrownBy(() -> store.put(name, CONTENT)).isInstanceOf(StoreAway.class);
            assertThatThrownBy(() -> store.find(name)).isInstanceOf(StoreAway.class);
        }
    }

    private static S3Client client(int port, Path home, Duration patience) {
        var settings = new MediaProperties.S3(
                URI.create("http://127.0.0.1:" + port), "us-east-1", BUCKET, "key", "secret", patience);
        return new MediaConfiguration()
                .s3Client(new MediaProperties(
                        "s3", home, DataSize.ofMegabytes(10), 1_000, 100, 20, Duration.ofHours(24), settings));
    }

    private static void keepsItsPromises(MediaStore store) throws IOException {
        var name = MediaName.of(Ids.next(), KeptAs.PNG);
        var other = MediaName.of(Ids.next(), KeptAs.JPG);
        assertThat(store.find(name)).isEmpty();

        store.put(name, CONTENT);
        store.put(name.small(), CONTENT);
        store.put(name, CONTENT);

        assertThat(store.find(name).orElseThrow().getContentAsByteArray()).isEqualTo(CONTENT);
        assertThat(store.find(other)).isEmpty();
        store.delete(List.of(name, name.small(), other));
        store.delete(List.of());
        assertThat(store.find(name)).isEmpty();
        assertThat(store.find(name.small())).isEmpty();
    }
}
