package dev.tradewind.auth.domain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The version that a caller believes to change: the entity tags of an `If-Match` header, or null for any.
public record ExpectedVersion(@Nullable String ifMatch) {

    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /// Refuses with 412 when the version is another one.
    public void check(long version) {
        if (ifMatch != null
                && !ifMatch.strip().equals("*")
                && Arrays.stream(ifMatch.split(",", -1)).map(String::strip).noneMatch(tag(version)::equals)) {
            throw new Stale(version);
        }
    }
}
