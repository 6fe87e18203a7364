package dev.tradewind.catalog.products;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.access.Viewer;
import dev.tradewind.catalog.activity.Views;
import dev.tradewind.web.Caller;
import dev.tradewind.web.ExpectedVersion;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/products")
class ProductController {

    private final ShownProducts shown;
    private final Editing editing;
    private final Views views;

    ProductController(ShownProducts shown, Editing editing, Views views) {
        this.shown = shown;
        this.editing = editing;
        this.views = views;
    }

    @GetMapping
    Page<ProductView> list(
            @RequestParam(required = false) @Nullable UUID store,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String sku,
            PageRequest request,
            @Nullable Caller caller) {
        return shown.list(new Shelf(Viewer.of(caller), store, category, sku), request);
    }

    @GetMapping("/{id}")
    ResponseEntity<ProductView> show(@PathVariable UUID id, @Nullable Caller caller) {
        var product = shown.show(id, Viewer.of(caller));
        views.seen(caller, product.organizationId(), id);
        return answer(HttpStatus.OK, product);
    }

    @PostMapping
    ResponseEntity<ProductView> add(@Valid @RequestBody NewProduct wanted, Caller caller) {
        return answer(HttpStatus.CREATED, editing.add(Editor.of(caller), wanted));
    }

    @PatchMapping("/{id}")
    ResponseEntity<ProductView> change(
            @PathVariable UUID id,
            @Valid @RequestBody ProductChange change,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return answer(HttpStatus.OK, editing.change(Editor.of(caller), id, new ExpectedVersion(ifMatch), change));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        editing.delete(Editor.of(caller), id, new ExpectedVersion(ifMatch));
    }

    private static ResponseEntity<ProductView> answer(HttpStatus status, ProductView product) {
        var answer = ResponseEntity.status(status)
                .eTag(ExpectedVersion.tag(product.version()))
                .cacheControl(CacheControl.noCache());
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/products/" + product.id()));
        }
        return answer.body(product);
    }
}
