package dev.tradewind.notification.delivering;

import dev.tradewind.notification.domain.Channel;
import dev.tradewind.notification.wording.Notice;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing told to one person by one channel.
///
/// @param notice null where it is put into words when it is sent
record Delivery(
        UUID id, News news, Channel channel, @Nullable Notice notice) {

    /// Being in the log is being delivered within the application: the log is what its reader lists.
    String status() {
        return switch (channel) {
            case IN_APP -> "DELIVERED";
            case EMAIL -> "PENDING";
        };
    }
}
