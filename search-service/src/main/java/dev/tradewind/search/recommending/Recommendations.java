package dev.tradewind.search.recommending;

import dev.tradewind.search.listing.Product;
import dev.tradewind.search.recommending.Recommended.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gathers recommendations from the best source down to the one that always has some.
@Component
class Recommendations {

    private final Likings likings;
    private final Similar similar;
    private final Wishes wishes;

    Recommendations(Likings likings, Similar similar, Wishes wishes) {
        this.likings = likings;
        this.similar = similar;
        this.wishes = wishes;
    }

    /// What goes with a product.
    ///
    /// @param organization the only one whose products the caller sees; null for those of all
    /// @param hidden the stores that are private to others
    List<Recommended> with(UUID productId, @Nullable UUID organization, Set<UUID> hidden, int limit) {
        var product = likings.product(productId, organization, hidden).orElseThrow(() -> new UnknownProduct(productId));
        var found = new Gathered(limit);
        found.add(likings.boughtTogether(product, hidden, limit), Reason.BOUGHT_TOGETHER);
        if (found.missing() > 0) {
            var alike = similar.to(product, found.idsAnd(productId), found.missing());
            found.add(likings.inStock(alike, product.organizationId(), hidden), Reason.SIMILAR);
        }
        return popularToo(found, product.organizationId(), hidden, productId);
    }

    List<Recommended> forPerson(UUID account, UUID organization, int limit) {
        if (!wishes.wantsPersonal(account)) {
            return forAnybody(organization, Set.of(), limit);
        }
        var found = new Gathered(limit);
        found.add(likings.forPerson(account, organization, limit), Reason.FOR_YOU);
        return popularToo(found, organization, Set.of(), account);
    }

    List<Recommended> forAnybody(@Nullable UUID organization, Set<UUID> hidden, int limit) {
        return likings.popular(organization, hidden, List.of(), limit).stream()
                .map(it -> Recommended.of(it, Reason.POPULAR))
                .toList();
    }

    private List<Recommended> popularToo(Gathered found, UUID organization, Set<UUID> hidden, UUID except) {
        if (found.missing() > 0) {
            found.add(likings.popular(organization, hidden, found.idsAnd(except), found.missing()), Reason.POPULAR);
        }
        return found.all();
    }

    /// The first reason for which a product was found counts.
    private record Gathered(int limit, Map<UUID, Recommended> products) {

        Gathered(int limit) {
            this(limit, new LinkedHashMap<>());
        }

        void add(List<Product> more, Reason reason) {
            more.stream().limit(missing()).forEach(it -> products.putIfAbsent(it.id(), Recommended.of(it, reason)));
        }

        int missing() {
            return limit - products.size();
        }

        List<UUID> idsAnd(UUID other) {
            return Stream.concat(products.keySet().stream(), Stream.of(other)).toList();
        }

        List<Recommended> all() {
            return List.copyOf(products.values());
        }
    }
}
