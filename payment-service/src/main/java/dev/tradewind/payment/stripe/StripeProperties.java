package dev.tradewind.payment.stripe;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param apiKey Stripe's secret key; where there is none, there is no Stripe
/// @param apiBase where Stripe's API is
/// @param connectTimeout how long to wait for a connection
/// @param readTimeout how long to wait for an answer; shorter than a call may take in all
/// @param webhookSecret what Stripe signs its calls with; without it none is believed
@Validated
@ConfigurationProperties(prefix = "tradewind.payment.stripe", ignoreUnknownFields = false)
record StripeProperties(
        @DefaultValue("") String apiKey,
        @NotNull @DefaultValue("https://api.stripe.com") URI apiBase,
        @NotNull @DefaultValue("2s") Duration connectTimeout,
        @NotNull @DefaultValue("7s") Duration readTimeout,
        @DefaultValue("") String webhookSecret) {

    /// Secrets are shown to nobody.
    @Override
    public String toString() {
        return "StripeProperties[apiBase=" + apiBase + "]";
    }
}
