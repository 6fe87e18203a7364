package dev.tradewind.search.recommending;

import dev.tradewind.search.listing.PrivateStores;
import dev.tradewind.web.BadParameter;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RecommendationController {

    private final Recommendations recommendations;
    private final PrivateStores privateStores;

    RecommendationController(Recommendations recommendations, PrivateStores privateStores) {
        this.recommendations = recommendations;
        this.privateStores = privateStores;
    }

    /// What goes with a product, or without one what the caller may like. Members see what their own organisation
    /// sells, everybody else what is on public shelves.
    @GetMapping("/api/recommendations")
    Page<Recommended> recommend(
            @RequestParam(required = false) @Nullable UUID productId, PageRequest page, @Nullable Caller caller) {
        if (page.after() != null) {
            throw new BadParameter("cursor", "means nothing here: recommendations have one page");
        }
        return new Page<>(recommend(productId, page.limit(), caller), null);
    }

    private List<Recommended> recommend(@Nullable UUID productId, int limit, @Nullable Caller caller) {
        var organization = caller == null ? null : caller.organizationId();
        var hidden = privateStores.hiddenFrom(caller);
        if (productId != null) {
            return recommendations.with(productId, organization, hidden, limit);
        }
        return caller == null || organization == null
                ? recommendations.forAnybody(organization, hidden, limit)
                : recommendations.forPerson(caller.accountId(), organization, limit);
    }
}
