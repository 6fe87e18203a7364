package dev.tradewind.search.searching;

import static java.util.Objects.requireNonNullElse;

import dev.tradewind.search.activity.Searches;
import dev.tradewind.search.listing.PrivateStores;
import dev.tradewind.web.Caller;
import dev.tradewind.web.PageRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.propertyeditors.StringArrayPropertyEditor;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SearchController {

    private static final String[] NONE = {};

    private final RememberedSearch search;
    private final Searches searches;
    private final PrivateStores privateStores;

    SearchController(RememberedSearch search, Searches searches, PrivateStores privateStores) {
        this.search = search;
        this.searches = searches;
        this.privateStores = privateStores;
    }

    /// `Home, Garden` is one category. No value holds what separates values here.
    @InitBinder
    void leaveCommasAlone(WebDataBinder binder) {
        binder.registerCustomEditor(String[].class, new StringArrayPropertyEditor("\0"));
    }

    /// Members find what their own organisation sells, everybody else what is on public shelves.
    @GetMapping("/api/search")
    Found find(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) String @Nullable [] category,
            @RequestParam(required = false) String @Nullable [] brand,
            @RequestParam(required = false) @Nullable List<UUID> store,
            @RequestParam(required = false) @Nullable Boolean inStock,
            @RequestParam(required = false) @Nullable Long minPrice,
            @RequestParam(required = false) @Nullable Long maxPrice,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam MultiValueMap<String, String> all,
            PageRequest page,
            @Nullable Caller caller) {
        var wanted = Wanted.of(
                caller == null ? null : caller.organizationId(),
                privateStores.hiddenFrom(caller),
                q,
                List.of(requireNonNullElse(category, NONE)),
                List.of(requireNonNullElse(brand, NONE)),
                requireNonNullElse(store, List.of()),
                inStock,
                minPrice,
                maxPrice,
                attributes(all));
        var found = search.find(wanted, Order.of(sort).whenAsked(wanted.text()), page);
        if (page.after() == null) {
            searches.asked(caller, q);
        }
        return found;
    }

    private static Map<String, List<String>> attributes(MultiValueMap<String, String> parameters) {
        var attributes = new HashMap<String, List<String>>();
        parameters.forEach((name, values) -> {
            if (name.startsWith(Filters.ATTRIBUTE)) {
                attributes.put(name.substring(Filters.ATTRIBUTE.length()), values);
            }
        });
        return attributes;
    }
}
