package dev.tradewind.search.searching;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.cache.Caches;
import dev.tradewind.cache.ReadCache;
import dev.tradewind.cache.Shape;
import dev.tradewind.search.indexing.IndexVersions;
import dev.tradewind.web.PageRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/// Answers from what was found before, as long as the index says the same.
///
/// What is kept is never dropped: the number of the index is part of its key, and what nobody asks for any more ends
/// by itself. That number grows several times a second on a busy day, and every page under the one before is waste: so
/// pages are kept for moments, enough for a crowd that asks the same. Only first pages are kept, because later ones
/// are seldom asked for twice.
@Component
class RememberedSearch {

    private static final Logger log = LoggerFactory.getLogger(RememberedSearch.class);

    private static final Shape<Found> FIRST_PAGES =
            Shape.of("search-results", Found.class, _ -> 0).kept(Duration.ofSeconds(10), Duration.ofSeconds(30));

    private final Search search;
    private final IndexVersions versions;
    private final JsonMapper json;
    private final ReadCache<String, Found> pages;

    RememberedSearch(Search search, IndexVersions versions, JsonMapper json, Caches caches) {
        this.search = search;
        this.versions = versions;
        this.json = json;
        this.pages = caches.open(FIRST_PAGES);
    }

    private record Question(Wanted wanted, Order order, int limit, long version) {}

    Found find(Wanted wanted, Order order, PageRequest page) {
        var version = page.after() == null ? version(wanted.organization()) : null;
        if (version == null) {
            return search.find(wanted, order, page);
        }
        var key = digest(json.writeValueAsString(new Question(wanted, order, page.limit(), version)));
        return pages.find(key, _ -> Optional.of(search.find(wanted, order, page)))
                .orElseThrow();
    }

    /// Null while it is not known, and then nothing can be remembered.
    private @Nullable Long version(@Nullable UUID organization) {
        try {
            return versions.visible(organization);
        } catch (DataAccessException | TransactionException away) {
            log.atWarn().setCause(away).log("What the index says cannot be told from what it said before");
            return null;
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
