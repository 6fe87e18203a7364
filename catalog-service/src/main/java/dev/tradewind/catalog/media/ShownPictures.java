package dev.tradewind.catalog.media;

import java.util.Collection;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Holds the pictures that products are about to show, so that nobody throws them away as shown by none before the
/// products are there.
@Component
public class ShownPictures {

    private static final Pattern STEM = Pattern.compile("/media/([0-9a-f]{32})");

    private final JdbcClient jdbc;

    ShownPictures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Until the end of the transaction. Those who show the same picture do not wait for each other.
    ///
    /// @param images links; those of elsewhere are no matter
    public void hold(Collection<String> images) {
        var stems = images.stream()
                .flatMap(it -> STEM.matcher(it).results())
                .map(MatchResult::group)
                .map(it -> it.substring("/media/".length()))
                .distinct()
                .toArray(String[]::new);
        if (stems.length > 0) {
            jdbc.sql("select id from media where id = any (?::uuid[]) for share")
                    .param(stems)
                    .query()
                    .listOfRows();
        }
    }
}
