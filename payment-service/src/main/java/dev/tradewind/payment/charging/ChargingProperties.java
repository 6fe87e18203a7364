package dev.tradewind.payment.charging;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param provider who charges new payments; those begun stay with theirs
@Validated
@ConfigurationProperties(prefix = "tradewind.payment")
record ChargingProperties(
        @NotBlank @DefaultValue("simulated") String provider) {}
