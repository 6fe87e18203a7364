package dev.tradewind.auth.throttling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param perAccount failed attempts for one account within the window
/// @param perAddress failed attempts from one client address within the window
@ConfigurationProperties(prefix = "tradewind.auth.throttling", ignoreUnknownFields = false)
record ThrottlingProperties(
        @DefaultValue("20") int perAccount,
        @DefaultValue("100") int perAddress,
        @DefaultValue("15m") Duration window) {}
