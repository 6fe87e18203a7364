package dev.tradewind.notification.mailing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How mails leave the house.
///
/// @param transport when it is not said, SMTP where `spring.mail.host` is set, otherwise files
/// @param directory where files go, one `.eml` for each mail
/// @param from the address they come from
/// @param messageDomain what stands behind the @ of a `Message-ID`
/// @param tries how often a mail is tried before an operator has to look
/// @param firstRetry how long after the first failure; doubled with each further one up to `longestRetry`
/// @param lease how long one instance has for the mails it took, more than twice what a mail server may take for
/// its answer; then others take them
/// @param parallel how many mails one instance sends at once
/// @param pause how long to wait where nothing is due
/// @param keep how long it is known what was told to whom
@ConfigurationProperties(prefix = "tradewind.mailing", ignoreUnknownFields = false)
record MailingProperties(
        @Nullable Transport transport,
        @DefaultValue("mail") Path directory,
        @DefaultValue("no-reply@tradewind.invalid") String from,
        @DefaultValue("tradewind.invalid") String messageDomain,
        @DefaultValue("12") int tries,
        @DefaultValue("5s") Duration firstRetry,
        @DefaultValue("1h") Duration longestRetry,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("4") int parallel,
        @DefaultValue("500ms") Duration pause,
        @DefaultValue("180d") Duration keep,
        @DefaultValue SendGrid sendgrid) {

    enum Transport {
        FILE,
        SMTP,
        SENDGRID
    }

    record SendGrid(
            @DefaultValue("https://api.sendgrid.com") URI apiBase,
            @DefaultValue("") String apiKey) {

        @Override
        public String toString() {
            return "SendGrid[" + apiBase + "]";
        }
    }

    MailingProperties {
        if (tries < 1 || parallel < 1 || parallel > 64) {
            throw new IllegalArgumentException("tradewind.mailing: tries " + tries + ", parallel " + parallel
                    + " (expected: at least 1, at most 64 in parallel)");
        }
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("tradewind.mailing.lease: " + lease + " (expected: >= 1s)");
        }
    }

    /// After so many tries.
    Duration retryAfter(int failed) {
        var doubled = firstRetry.multipliedBy(1L << Math.min(failed - 1, 30));
        return doubled.compareTo(longestRetry) < 0 ? doubled : longestRetry;
    }
}
