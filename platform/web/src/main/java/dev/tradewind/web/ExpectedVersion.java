package dev.tradewind.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The version that a caller believes to change: the entity tags of an `If-Match` header, or null for any.
public record ExpectedVersion(@Nullable String ifMatch) {

    /// The entity tag of a version.
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    public boolean allows(long version) {
        return ifMatch == null
                || ifMatch.strip().equals("*")
                || Arrays.stream(ifMatch.split(",", -1)).map(String::strip).anyMatch(tag(version)::equals);
    }

    /// Refuses with 412 when the version is another one.
    public void check(long version) {
        if (!allows(version)) {
            throw new Stale(version);
        }
    }
}
