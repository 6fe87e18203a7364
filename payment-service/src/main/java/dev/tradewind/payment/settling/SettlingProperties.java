package dev.tradewind.payment.settling;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param callsAtOnce how many calls one provider gets from one instance at the same time
/// @param callLimit how long a call may take before its answer counts as missing
/// @param lease how long a payment is left alone after somebody began to ask about it
/// @param pause how long to wait before looking for due payments that nobody announced
/// @param breaker when a provider is left alone because it does not answer
@Validated
@ConfigurationProperties(prefix = "tradewind.payment.settling", ignoreUnknownFields = false)
record SettlingProperties(
        @DefaultValue("32") @Min(1) @Max(1_000) int callsAtOnce,
        @NotNull @DefaultValue("8s") Duration callLimit,
        @NotNull @DefaultValue("12s") Duration lease,
        @NotNull @DefaultValue("250ms") Duration pause,
        @NotNull @Valid @DefaultValue Breaker breaker) {

    /// @param calls of how many last calls the missing answers are counted; before half as many none is judged
    /// @param missing how many of a hundred may be missing
    /// @param openFor how long a provider is left alone before a few calls try it again
    record Breaker(
            @DefaultValue("50") @Min(2) @Max(1_000) int calls,
            @DefaultValue("50") @Min(1) @Max(100) int missing,
            @NotNull @DefaultValue("5s") Duration openFor) {}

    @AssertTrue(message = "lease must be longer than callLimit")
    boolean isLeaseLongerThanACall() {
        return lease.compareTo(callLimit) > 0;
    }
}
