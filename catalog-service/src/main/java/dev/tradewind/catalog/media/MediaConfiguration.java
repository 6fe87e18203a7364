package dev.tradewind.catalog.media;

import dev.tradewind.web.OpenRoutes;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

@Configuration(proxyBeanMethods = false)
class MediaConfiguration {

    private static final String WHERE = "tradewind.media.store";

    @Bean
    OpenRoutes pictures() {
        return OpenRoutes.reading("/media/*");
    }

    @Bean
    @ConditionalOnProperty(name = WHERE, havingValue = "disk", matchIfMissing = true)
    MediaStore diskStore(MediaProperties settings) {
        return new DiskStore(settings.directory());
    }

    @Bean
    @ConditionalOnProperty(name = WHERE, havingValue = "s3")
    MediaStore s3Store(S3Client client, MediaProperties settings) {
        return new S3Store(client, settings.s3().bucket());
    }

    /// Buckets are found by their path, as every object store can, and checked as far as each knows.
    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = WHERE, havingValue = "s3")
    S3Client s3Client(MediaProperties settings) {
        var s3 = settings.s3();
        var client = S3Client.builder()
                .region(Region.of(s3.region()))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(s3.patience())
                        .socketTimeout(s3.patience()))
                .overrideConfiguration(it -> it.apiCallTimeout(s3.patience().multipliedBy(2)));
        if (s3.endpoint() != null) {
            client.endpointOverride(s3.endpoint());
        }
        if (s3.accessKey() != null && s3.secretKey() != null) {
            client.credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())));
        }
        return client.build();
    }
}
