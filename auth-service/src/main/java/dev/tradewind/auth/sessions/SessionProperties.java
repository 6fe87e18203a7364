package dev.tradewind.auth.sessions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long people stay signed in.
///
/// @param lifetime after which they sign in again, whatever they did
/// @param idle how long a session lives without being renewed
/// @param retry how long a client that missed the answer may ask for it again
/// @param keepEnded how long an ended session is remembered, so that its tokens are known as misused
@ConfigurationProperties(prefix = "tradewind.auth.sessions", ignoreUnknownFields = false)
public record SessionProperties(
        @DefaultValue("7d") Duration lifetime,
        @DefaultValue("24h") Duration idle,
        @DefaultValue("10s") Duration retry,
        @DefaultValue("7d") Duration keepEnded) {}
