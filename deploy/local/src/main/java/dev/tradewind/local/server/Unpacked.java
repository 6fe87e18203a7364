package dev.tradewind.local.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Server binaries taken out of the jars they come in, once per content; several processes may do it at a time.
final class Unpacked {

    private static final int OWNER_MAY_EXECUTE = 0100;

    private Unpacked() {}

    /// Unpacks an archive on the class path and gives the directory.
    static Path archive(String resource, Path runtime, String name) throws IOException {
        var bytes = bytes(resource);
        var target = runtime.resolve(name + "-" + digest(bytes));
        if (!Files.isDirectory(target)) {
            var half = Files.createDirectories(runtime.resolve(
                    ".unpacking-" + name + "-" + ProcessHandle.current().pid()));
            untar(new XZCompressorInputStream(new BufferedInputStream(new ByteArrayInputStream(bytes))), half);
            settle(half, target);
        }
        return target;
    }

    /// Unpacks one executable and gives its path.
    static Path executable(String resource, Path runtime, String name) throws IOException {
        var bytes = bytes(resource);
        var target = runtime.resolve(name + "-" + digest(bytes));
        if (!Files.isExecutable(target)) {
            var half = Files.createDirectories(runtime)
                    .resolve(
                            ".unpacking-" + name + "-" + ProcessHandle.current().pid());
            Files.write(half, bytes);
            executable(half);
            settle(half, target);
        }
        return target;
    }

    static void untar(InputStream bytes, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(bytes)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, target);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("The archive reaches outside its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.deleteIfExists(path);
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
            if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
                executable(path);
            }
        }
    }

    /// Whoever comes second finds the same content there already.
    static void settle(Path half, Path target) throws IOException {
        try {
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException _) {
            Trees.delete(half);
        }
    }

    static void executable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true, false)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    private static byte[] bytes(String resource) throws IOException {
        try (var stream = Unpacked.class.getResourceAsStream("/" + resource)) {
            if (stream == null) {
                throw new NotStarted("No %s on the class path: this machine's processor (%s) has no binaries"
                        .formatted(resource, System.getProperty("os.arch")));
            }
            return stream.readAllBytes();
        }
    }

    private static String digest(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
