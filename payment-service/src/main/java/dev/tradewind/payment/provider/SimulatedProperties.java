package dev.tradewind.payment.provider;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param slowness how long `tok_slow` takes
/// @param webhookSecret what its calls are signed with; without it none is believed
@Validated
@ConfigurationProperties(prefix = "tradewind.payment.simulated", ignoreUnknownFields = false)
record SimulatedProperties(
        @NotNull @DefaultValue("5s") Duration slowness,
        @DefaultValue("") String webhookSecret) {

    /// Secrets are shown to nobody.
    @Override
    public String toString() {
        return "SimulatedProperties[slowness=" + slowness + "]";
    }
}
