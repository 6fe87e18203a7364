package dev.tradewind.messaging;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Everything about messages that a site may set.
///
/// @param topicPrefix put before every topic, so that several sites can share a broker
/// @param partitions of every topic; a later change remaps keys, so drain first
/// @param maxPayload of one message as JSON; must stay below what the broker takes
@Validated
@ConfigurationProperties(prefix = "tradewind.messaging", ignoreUnknownFields = false)
record MessagingProperties(
        @DefaultValue("") @Pattern(regexp = "[a-zA-Z0-9._-]{0,100}")
        String topicPrefix,

        @DefaultValue("12") @Min(1) @Max(1_000) int partitions,
        @DefaultValue("256KB") @NotNull DataSize maxPayload,
        @DefaultValue @Valid Relay relay,
        @DefaultValue @Valid Listener listener,
        @DefaultValue @Valid Inbox inbox) {

    /// @param enabled whether this instance may send; off where Debezium reads the outbox
    /// @param batch most rows read, sent and marked at once
    /// @param poll how long the relay waits when nothing nudges it, up to four times as long while all is quiet
    /// @param coalesce shortest time from one round to the next while messages keep coming
    /// @param lease how long a leader that fell silent is waited for
    /// @param partitionRows positions in one partition of the outbox
    record Relay(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("500") @Min(1) @Max(10_000) int batch,
            @DefaultValue("50ms") @NotNull Duration poll,
            @DefaultValue("10ms") @NotNull Duration coalesce,
            @DefaultValue("5s") @NotNull Duration lease,

            @DefaultValue("100000") @Min(10) @Max(10_000_000)
            int partitionRows) {}

    /// @param enabled whether this instance handles messages
    /// @param tries how often a message that fails by itself is tried before it is parked
    /// @param firstRetry pause before the second try; each further one is twice as long
    /// @param longestPause between tries of a poll while something it needs is away
    record Listener(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("3") @Min(1) @Max(20) int tries,
            @DefaultValue("100ms") @NotNull Duration firstRetry,
            @DefaultValue("5s") @NotNull Duration longestPause) {}

    /// @param keep how long a handled message is known again; must be longer than topics keep it
    record Inbox(@DefaultValue("14d") @NotNull Duration keep) {}
}
