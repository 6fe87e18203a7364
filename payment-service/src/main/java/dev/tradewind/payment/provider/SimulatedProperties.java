package dev.tradewind.payment.provider;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param slowness how long `tok_slow` takes
@Validated
@ConfigurationProperties(prefix = "tradewind.payment.simulated", ignoreUnknownFields = false)
record SimulatedProperties(@NotNull @DefaultValue("5s") Duration slowness) {}
