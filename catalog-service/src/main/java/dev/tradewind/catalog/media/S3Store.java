package dev.tradewind.catalog.media;

import java.util.Collection;
import java.util.Optional;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// Keeps them in a bucket of an object store that speaks S3.
final class S3Store implements MediaStore {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final S3Client s3;
    private final String bucket;

    S3Store(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public void put(MediaName name, byte[] content) {
        try {
            s3.putObject(
                    it -> it.bucket(bucket)
                            .key(name.value())
                            .contentType(name.contentType())
                            .cacheControl(FOR_EVER),
                    RequestBody.fromBytes(content));
        } catch (SdkException away) {
            throw new StoreAway(away);
        }
    }

    @Override
    public Optional<Resource> find(MediaName name) {
        try {
            var object = s3.getObjectAsBytes(it -> it.bucket(bucket).key(name.value()));
            return Optional.of(new ByteArrayResource(object.asByteArrayUnsafe()));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (SdkException away) {
            throw new StoreAway(away);
        }
    }

    @Override
    public void delete(Collection<MediaName> names) {
        var objects = names.stream()
                .map(it -> ObjectIdentifier.builder().key(it.value()).build())
                .toList();
        if (objects.isEmpty()) {
            return;
        }
        try {
            var left = s3.deleteObjects(it -> it.bucket(bucket).delete(these -> these.objects(objects)));
            if (left.hasErrors()) {
                throw new IllegalStateException("Cannot delete " + left.errors());
            }
        } catch (SdkException away) {
            throw new StoreAway(away);
        }
    }
}
