package dev.tradewind.inventory.warehouse;

import dev.tradewind.inventory.warehouse.PickList.Parcel;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.ExpectedVersion;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/warehouse/pick-lists")
class WarehouseController {

    private final Warehouse warehouse;
    private final PickLists lists;

    WarehouseController(Warehouse warehouse, PickLists lists) {
        this.warehouse = warehouse;
        this.lists = lists;
    }

    /// Made to be polled: the oldest first, and the cursor of a page goes on behind it.
    @GetMapping
    Page<PickListView> list(
            @RequestParam(required = false) PickList.@Nullable Status status, PageRequest page, Caller caller) {
        var found = lists.of(Picker.of(caller).organizationId(), status, page);
        return Page.of(page, found, (PickList last) -> Cursor.after(last.times().madeAt(), last.id()))
                .map(PickListView::of);
    }

    /// @param found how many there were of products that are short; the others are complete
    record Picked(@Size(max = 100) @Nullable List<@NotNull @Valid Found> found) {

        record Found(
                @NotNull UUID productId, @NotNull @Min(0) Integer quantity) {}
    }

    @PostMapping("/{id}/pack")
    ResponseEntity<PickListView> pack(
            @PathVariable UUID id, @Valid @RequestBody(required = false) @Nullable Picked picked, Caller caller) {
        return answer(warehouse.pack(Picker.of(caller), id, found(picked)));
    }

    private static Map<UUID, Integer> found(@Nullable Picked picked) {
        var found = new HashMap<UUID, Integer>();
        if (picked != null && picked.found() != null) {
            picked.found().forEach(it -> found.put(it.productId(), it.quantity()));
        }
        return found;
    }

    record Handed(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,49}", message = "must be a word such as demo-post")
            String carrier,

            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9-]{0,63}", message = "must be letters, digits and dashes")
            String trackingNumber) {}

    @PostMapping("/{id}/ship")
    ResponseEntity<PickListView> ship(@PathVariable UUID id, @Valid @RequestBody Handed handed, Caller caller) {
        return answer(warehouse.ship(Picker.of(caller), id, new Parcel(handed.carrier(), handed.trackingNumber())));
    }

    private static ResponseEntity<PickListView> answer(PickList list) {
        return ResponseEntity.ok().eTag(ExpectedVersion.tag(list.version())).body(PickListView.of(list));
    }
}
