package dev.tradewind.search.searching;

import dev.tradewind.web.BadParameter;
import dev.tradewind.web.Caller;
import dev.tradewind.web.PageRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SearchController {

    private static final String ATTRIBUTE = "attr.";
    private static final int MAX_ATTRIBUTES = 10;

    private final Search search;

    SearchController(Search search) {
        this.search = search;
    }

    /// Members find what their own organisation sells, everybody else what is on public shelves.
    @GetMapping("/api/search")
    Found find(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(required = false) @Nullable UUID store,
            @RequestParam(required = false) @Nullable Boolean inStock,
            @RequestParam(required = false) @Nullable Long minPrice,
            @RequestParam(required = false) @Nullable Long maxPrice,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam Map<String, String> all,
            PageRequest page,
            @Nullable Caller caller) {
        var organization = caller == null ? null : caller.organizationId();
        var wanted = new Wanted(organization, q, category, brand, store, inStock, minPrice, maxPrice, attributes(all));
        return search.find(wanted, Order.of(sort), page);
    }

    private static Map<String, String> attributes(Map<String, String> parameters) {
        var attributes = new HashMap<String, String>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(ATTRIBUTE)) {
                attributes.put(name.substring(ATTRIBUTE.length()), value);
            }
        });
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new BadParameter("attr", "must not name more than " + MAX_ATTRIBUTES + " attributes");
        }
        return attributes;
    }
}
