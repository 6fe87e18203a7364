package dev.tradewind.payment.reconciling;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param after how long after a day's end (UTC) it is compared
/// @param days how many days back those are made up for that nobody compared
/// @param lease how long a report is left to whoever is making it, counted from their last page
/// @param tries how often a report is begun before it is left to a person
/// @param page how many entries a provider is asked for at once
/// @param stuckAfter how long an outcome may be open before it is told
@Validated
@ConfigurationProperties(prefix = "tradewind.payment.reconciling", ignoreUnknownFields = false)
record ReconcilingProperties(
        @NotNull @DefaultValue("30m") Duration after,
        @DefaultValue("7") @Min(1) @Max(31) int days,
        @NotNull @DefaultValue("5m") Duration lease,
        @DefaultValue("5") @Min(1) int tries,
        @DefaultValue("100") @Min(1) @Max(100) int page,
        @NotNull @DefaultValue("15m") Duration stuckAfter) {}
