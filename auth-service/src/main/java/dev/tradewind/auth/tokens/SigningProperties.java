package dev.tradewind.auth.tokens;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param rotateEvery how long a key signs
/// @param publishAhead how long everybody has to learn of a key before it signs; longer than anybody caches keys
@ConfigurationProperties(prefix = "tradewind.auth.signing", ignoreUnknownFields = false)
record SigningProperties(
        @DefaultValue("30d") Duration rotateEvery,
        @DefaultValue("1h") Duration publishAhead) {

    SigningProperties {
        if (rotateEvery.compareTo(publishAhead.plus(SigningKeys.OUTLIVES)) <= 0) {
            throw new IllegalArgumentException("tradewind.auth.signing.rotate-every: " + rotateEvery
                    + " (expected: > " + publishAhead.plus(SigningKeys.OUTLIVES)
                    + ", so that no more than two keys are valid)");
        }
    }
}
