package dev.tradewind.payment.domain;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Understands the calls of one provider.
public interface WebhookReader {

    /// The name under which the provider calls, as in [PaymentProvider#name].
    String provider();

    /// Reads a call whose signature is good.
    ///
    /// @param body as it came, byte for byte
    /// @throws ForgedWebhook when it is not signed by the provider, or too long ago
    /// @throws MalformedWebhook when it is signed and makes no sense
    Notice read(String body, Function<String, @Nullable String> header);
}
