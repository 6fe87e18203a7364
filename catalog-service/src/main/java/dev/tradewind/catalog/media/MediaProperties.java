package dev.tradewind.catalog.media;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Everything about media that a site may set.
///
/// @param store `disk` or `s3`
/// @param directory where the disk store keeps them
/// @param maxSize of an upload
/// @param maxPixels of an upload, by its header
/// @param longestSide of what is kept; larger pictures are made smaller
/// @param thumbnailSide of the small one beside it
/// @param orphansAfter how long an upload may wait for a product that shows it
@Validated
@ConfigurationProperties(prefix = "tradewind.media", ignoreUnknownFields = false)
record MediaProperties(
        @DefaultValue("disk") @Pattern(regexp = "disk|s3") String store,
        @DefaultValue(".tradewind/media") @NotNull Path directory,
        @DefaultValue("10MB") @NotNull DataSize maxSize,
        @DefaultValue("24000000") @Min(1) int maxPixels,
        @DefaultValue("2048") @Min(64) @Max(8192) int longestSide,
        @DefaultValue("320") @Min(16) @Max(1024) int thumbnailSide,
        @DefaultValue("24h") @NotNull Duration orphansAfter,
        @DefaultValue S3 s3) {

    /// An object store that speaks S3. Keys are left out where the surroundings give credentials.
    ///
    /// @param endpoint null for Amazon's own
    record S3(
            @Nullable URI endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("tradewind-media") String bucket,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @DefaultValue("5s") Duration patience) {}
}
