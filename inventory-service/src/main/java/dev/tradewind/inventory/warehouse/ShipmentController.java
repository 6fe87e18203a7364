package dev.tradewind.inventory.warehouse;

import dev.tradewind.web.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Where the goods of an order are, for its customer and the staff.
@RestController
class ShipmentController {

    private final PickLists lists;

    ShipmentController(PickLists lists) {
        this.lists = lists;
    }

    record Shipment(
            UUID orderId,
            String orderNumber,
            PickList.Status status,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable Instant packedAt,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt) {

        static Shipment of(PickList it) {
            return new Shipment(
                    it.order().id(),
                    it.order().number(),
                    it.status(),
                    it.parcel() == null ? null : it.parcel().carrier(),
                    it.parcel() == null ? null : it.parcel().trackingNumber(),
                    it.times().packedAt(),
                    it.times().shippedAt(),
                    it.times().deliveredAt());
        }
    }

    @GetMapping("/api/shipments/{orderId}")
    Shipment show(@PathVariable UUID orderId, Caller caller) {
        return lists.ofOrder(orderId)
                .filter(it -> maySee(caller, it.order()))
                .map(Shipment::of)
                .orElseThrow(CannotDo.UnknownShipment::new);
    }

    private static boolean maySee(Caller caller, PickList.Order order) {
        var isStaff = caller.is(Caller.Role.STAFF) || caller.is(Caller.Role.ADMIN);
        return caller.accountId().equals(order.customerId())
                || caller.is(Caller.Role.OPERATOR)
                || (isStaff && order.organizationId().equals(caller.organizationId()));
    }
}
