package dev.tradewind.catalog.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/// Keeps them as files. A file appears whole or not at all.
final class DiskStore implements MediaStore {

    private final Path directory;

    DiskStore(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public void put(MediaName name, byte[] content) {
        var file = fileOf(name);
        try {
            Files.createDirectories(file.getParent());
            var unfinished = Files.createTempFile(file.getParent(), "unfinished-", "");
            try {
                try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    var bytes = ByteBuffer.wrap(content);
                    while (bytes.hasRemaining()) {
                        var _ = channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failed) {
            throw new StoreAway(failed);
        }
    }

    @Override
    public Optional<Resource> find(MediaName name) {
        var file = fileOf(name);
        return Files.isRegularFile(file) ? Optional.of(new FileSystemResource(file)) : Optional.empty();
    }

    @Override
    public void delete(Collection<MediaName> names) {
        for (var name : names) {
            try {
                Files.deleteIfExists(fileOf(name));
            } catch (IOException failed) {
                throw new StoreAway(failed);
            }
        }
    }

    private Path fileOf(MediaName name) {
        return directory.resolve(name.shard()).resolve(name.value());
    }
}
