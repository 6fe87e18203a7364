package dev.tradewind.notification.mailing;

import dev.tradewind.notification.wording.Letter;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One mail, ready to go.
///
/// @param messageId the same however often it is sent
/// @param sender what its sender is called
/// @param unsubscribe null where there is nothing to unsubscribe from
record Mail(
        String messageId,
        String from,
        String sender,
        Contact to,
        Letter letter,
        @Nullable URI unsubscribe,
        Instant at) {

    @Override
    public String toString() {
        return "Mail[" + messageId + "]";
    }
}
