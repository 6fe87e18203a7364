package dev.tradewind.catalog.stores;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.access.Viewer;
import dev.tradewind.catalog.domain.StoreStatus;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.ExpectedVersion;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.persistence.criteria.Predicate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/stores")
class StoreController {

    private final ShownStores shown;
    private final Keeping keeping;

    StoreController(ShownStores shown, Keeping keeping) {
        this.shown = shown;
        this.keeping = keeping;
    }

    @GetMapping
    Page<StoreView> list(PageRequest request, @Nullable Caller caller) {
        return shown.list(seenBy(Viewer.of(caller), request.after()), request);
    }

    @GetMapping("/{id}")
    ResponseEntity<StoreView> show(@PathVariable UUID id, @Nullable Caller caller) {
        return answer(shown.show(id, Viewer.of(caller)));
    }

    @PutMapping("/{id}/status")
    ResponseEntity<StoreView> turn(
            @PathVariable UUID id,
            @Valid @RequestBody Wanted wanted,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return answer(keeping.turn(Editor.of(caller), id, new ExpectedVersion(ifMatch), wanted.status()));
    }

    /// Takes back what was said by hand: the hours decide again.
    @DeleteMapping("/{id}/status")
    ResponseEntity<StoreView> followHours(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return answer(keeping.followHours(Editor.of(caller), id, new ExpectedVersion(ifMatch)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<StoreView> change(
            @PathVariable UUID id,
            @Valid @RequestBody StoreChange change,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return answer(keeping.change(Editor.of(caller), id, new ExpectedVersion(ifMatch), change));
    }

    private static ResponseEntity<StoreView> answer(StoreView store) {
        return ResponseEntity.ok()
                .eTag(ExpectedVersion.tag(store.version()))
                .cacheControl(CacheControl.noCache())
                .body(store);
    }

    private static Specification<Store> seenBy(Viewer viewer, @Nullable Cursor after) {
        return (store, _, where) -> {
            var all = new ArrayList<Predicate>();
            if (viewer.organizationId() != null) {
                all.add(where.equal(store.get("organizationId"), viewer.organizationId()));
            } else if (!viewer.seesAll()) {
                all.add(where.isFalse(store.get("membersOnly")));
            }
            if (after != null) {
                var sameTime = where.equal(store.get("createdAt"), after.instant(0));
                all.add(where.or(
                        where.greaterThan(store.get("createdAt"), after.instant(0)),
                        where.and(sameTime, where.greaterThan(store.get("id"), after.uuid(1)))));
            }
            return where.and(all.toArray(Predicate[]::new));
        };
    }

    record Wanted(@NotNull StoreStatus status) {}
}
