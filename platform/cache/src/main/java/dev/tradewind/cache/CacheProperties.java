package dev.tradewind.cache;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Everything about the cache that a site may set.
///
/// @param prefix put before every key in Redis, so that several sites can share one
/// @param lease how long instances wait for the one that loads an entry, before each loads it by itself
/// @param deafAfter for how long nothing may have been heard of changes until the instance trusts its own copies no
/// more
/// @param trustWhileDeaf how long it still serves a copy then
/// @param largest what Redis is given; what is larger each instance keeps for itself
/// @param pause after which a Redis that did not answer is asked again
@Validated
@ConfigurationProperties(prefix = "tradewind.cache", ignoreUnknownFields = false)
record CacheProperties(
        @DefaultValue("") @Pattern(regexp = "[a-zA-Z0-9._:-]{0,100}")
        String prefix,

        @DefaultValue("200ms") @NotNull Duration lease,
        @DefaultValue("5s") @NotNull Duration deafAfter,
        @DefaultValue("1s") @NotNull Duration trustWhileDeaf,
        @DefaultValue("32KB") @NotNull DataSize largest,
        @DefaultValue("1s") @NotNull Duration pause) {}
