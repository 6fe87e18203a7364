package dev.tradewind.notification.announcing;

import dev.tradewind.notification.announcing.Announcement.Kind;
import dev.tradewind.notification.announcing.Announcement.Reach;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody wants to say.
///
/// @param audience absent: as many as the author may speak to
/// @param at absent: now
record AnnouncementRequest(
        @NotNull Kind kind,

        @NotBlank
        @Size(max = 120)
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not contain control characters")
        String title,

        @NotBlank
        @Size(max = 2000)
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*([\\n\\t][^\\p{Cc}\\p{Cs}]*)*+", message = "must be plain text")
        String body,

        @Nullable Reach audience,
        @Nullable Instant at) {}
