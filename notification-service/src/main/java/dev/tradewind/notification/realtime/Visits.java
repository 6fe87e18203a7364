package dev.tradewind.notification.realtime;

import dev.tradewind.web.BadParameter;
import dev.tradewind.web.Caller.Role;
import dev.tradewind.web.CallerToken;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/// Begins to listen for a request.
@Component
class Visits {

    private final Guests guests;
    private final Feeds feeds;
    private final Hub hub;
    private final RealtimeProperties limits;

    Visits(Guests guests, Feeds feeds, Hub hub, RealtimeProperties limits) {
        this.guests = guests;
        this.feeds = feeds;
        this.hub = hub;
        this.limits = limits;
    }

    /// Whoever sent the request that this thread answers: a person, or a visitor without a token.
    Visit visit() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token) {
            token.getPrincipal().mustBe(Role.values());
            return Visit.of(token, guests);
        }
        return Visit.of(null, guests);
    }

    /// @param destinations as in STOMP; without one all that concerns the caller
    /// @param topics separated by commas, null for all
    /// @param after null for from now on
    Reading read(Visit visit, @Nullable List<String> destinations, @Nullable String topics, @Nullable String after) {
        var wanted = destinations == null || destinations.isEmpty()
                ? List.<Destination>of(new Destination.Own())
                : destinations.stream().map(Destination::parse).toList();
        if (wanted.size() > limits.subscriptions()) {
            throw new BadParameter("destination", "is there too often");
        }
        var feed = Feed.all(wanted.stream().map(it -> feed(visit.token(), it)).toList())
                .only(Topic.parse(topics));
        var bookmark = after == null || after.isEmpty() ? null : Bookmark.parse(after);
        return hub.listen(feed, bookmark, visit.bell()::ring);
    }

    /// Most shelves are open to all, and so is what happens on them.
    private Feed feed(@Nullable CallerToken token, Destination destination) {
        if (destination instanceof Destination.Stock stock) {
            return feeds.of(stock, token == null ? null : token.getPrincipal());
        }
        if (token == null) {
            throw new InsufficientAuthenticationException("This needs a token");
        }
        return feeds.of(token.getPrincipal(), destination);
    }
}
