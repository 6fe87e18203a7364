package dev.tradewind.order.placing;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a client would like to wait for the end of its order (RFC 7240). What we cannot read is no wish.
record Preference(Duration patience) {

    private static final int LONGEST_SECONDS = 30;
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=$|[,;])");

    static Optional<Preference> in(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        var found = WAIT.matcher(header);
        return found.find()
                ? Optional.of(
                        new Preference(Duration.ofSeconds(Math.min(Integer.parseInt(found.group(1)), LONGEST_SECONDS))))
                : Optional.empty();
    }

    /// What the answer says in `Preference-Applied`.
    String applied() {
        return "wait=" + patience.toSeconds();
    }
}
