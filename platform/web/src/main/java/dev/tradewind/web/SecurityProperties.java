package dev.tradewind.web;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Whose tokens are believed, and for whom they must be made.
@Validated
@ConfigurationProperties(prefix = "tradewind.security", ignoreUnknownFields = false)
record SecurityProperties(@NotBlank String issuer, @NotBlank String audience) {}
