package dev.tradewind.inventory.warehouse;

import dev.tradewind.contracts.WarehouseEvent;
import dev.tradewind.contracts.WarehouseEvent.Delivered;
import dev.tradewind.contracts.WarehouseEvent.Packed;
import dev.tradewind.contracts.WarehouseEvent.PickListMade;
import dev.tradewind.contracts.WarehouseEvent.Shipped;
import dev.tradewind.contracts.WarehouseEvent.ShortPick;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is to be picked, packed and shipped for one order. Immutable: a step answers the list as it is afterwards,
/// with what others must hear.
///
/// @param parcel null until it is shipped, and where staff has shipped it and not said how
/// @param sequence of the last event we said about it
/// @param heard the sequence of the last event of the order we know
record PickList(
        UUID id,
        Order order,
        Status status,
        List<Line> lines,
        @Nullable Parcel parcel,
        long sequence,
        long heard,
        long version,
        Times times) {

    PickList {
        lines = List.copyOf(lines);
    }

    /// The goods go from one to the next and never back, except where the order changes before they are packed.
    enum Status {
        /// The order is not confirmed; nobody sees the list yet.
        WAITING,
        OPEN,
        /// Pieces are missing: the order has to be shortened or cancelled, unless they are found.
        SHORT,
        PACKED,
        SHIPPED,
        DELIVERED,
        CANCELLED
    }

    record Order(UUID id, UUID organizationId, UUID storeId, UUID customerId, String number) {}

    /// @param found how many there were; null when all
    record Line(
            UUID productId,
            String title,
            int quantity,
            @Nullable Integer found) {

        long missing() {
            return found == null ? 0 : (long) quantity - found;
        }
    }

    record Parcel(String carrier, String trackingNumber) {}

    record Times(
            Instant madeAt,
            @Nullable Instant packedAt,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt) {}

    /// @param said null when nobody has to hear
    record Step(PickList list, @Nullable WarehouseEvent said) {}

    Step open(List<Line> lines, long heard, Instant now) {
        var next = new PickList(
                id,
                order,
                Status.OPEN,
                lines,
                null,
                sequence + 1,
                heard,
                version + 1,
                new Times(status == Status.WAITING ? now : times.madeAt(), null, null, null));
        var made = new PickListMade(
                order.id(),
                order.organizationId(),
                next.sequence,
                id,
                order.storeId(),
                lines.stream()
                        .map(it -> new PickListMade.Line(it.productId(), it.title(), it.quantity()))
                        .toList(),
                now);
        return new Step(next, made);
    }

    /// An order that is not confirmed yet may want other lines.
    Step waiting(List<Line> lines, long heard) {
        return new Step(new PickList(id, order, status, lines, null, sequence, heard, version + 1, times), null);
    }

    /// Cancelled orders are not packed any more. What is on its way stays so.
    Step cancel(long heard) {
        var next = status == Status.SHIPPED || status == Status.DELIVERED ? status : Status.CANCELLED;
        return new Step(new PickList(id, order, next, lines, parcel, sequence, heard, version + 1, times), null);
    }

    /// @param found how many there were of products that are short; of all others there are as many as wanted
    Step pack(Map<UUID, Integer> found, UUID actor, Instant now) {
        mustBe("pack", Status.OPEN, Status.SHORT);
        found.keySet().stream().filter(it -> !wants(it)).findFirst().ifPresent(it -> {
            throw new CannotDo.NotOnTheList(it);
        });
        var picked = lines.stream()
                .map(it -> new Line(it.productId(), it.title(), it.quantity(), missing(it, found)))
                .toList();
        var missing = picked.stream().filter(it -> it.found() != null).toList();
        if (missing.isEmpty()) {
            var next = in(Status.PACKED, picked, null, new Times(times.madeAt(), now, null, null));
            return new Step(next, new Packed(order.id(), order.organizationId(), next.sequence, id, actor, now));
        }
        var next = in(Status.SHORT, picked, null, times);
        return new Step(
                next,
                new ShortPick(
                        order.id(),
                        order.organizationId(),
                        next.sequence,
                        id,
                        actor,
                        missing.stream()
                                .map(it -> new ShortPick.Missing(
                                        it.productId(), it.quantity(), it.found() == null ? 0 : it.found()))
                                .toList(),
                        now));
    }

    private static @Nullable Integer missing(Line line, Map<UUID, Integer> found) {
        var there = found.get(line.productId());
        return there == null || there >= line.quantity() ? null : there;
    }

    Step ship(Parcel parcel, UUID actor, Instant now) {
        mustBe("ship", Status.PACKED);
        var next = in(Status.SHIPPED, lines, parcel, new Times(times.madeAt(), times.packedAt(), now, null));
        return new Step(
                next,
                new Shipped(
                        order.id(),
                        order.organizationId(),
                        next.sequence,
                        id,
                        actor,
                        parcel.carrier(),
                        parcel.trackingNumber(),
                        now));
    }

    /// The order says that it is packed, because staff has told it so instead of us: nothing is left to pick, and
    /// nobody else has to hear. Null when the goods are there already, or further; so for the two below.
    @Nullable
    Step packed(long heard, Instant at) {
        return status.compareTo(Status.PACKED) >= 0
                ? null
                : following(Status.PACKED, null, heard, new Times(times.madeAt(), at, null, null));
    }

    @Nullable
    Step shipped(@Nullable Parcel parcel, long heard, Instant at) {
        return status.compareTo(Status.SHIPPED) >= 0
                ? null
                : following(Status.SHIPPED, parcel, heard, new Times(times.madeAt(), times.packedAt(), at, null));
    }

    @Nullable
    Step delivered(long heard, Instant at) {
        var shippedAt = times.shippedAt() == null ? at : times.shippedAt();
        return status.compareTo(Status.DELIVERED) >= 0
                ? null
                : following(
                        Status.DELIVERED, parcel, heard, new Times(times.madeAt(), times.packedAt(), shippedAt, at));
    }

    /// Whoever has packed it has found all.
    private Step following(Status next, @Nullable Parcel parcel, long heard, Times times) {
        var all = lines.stream()
                .map(it -> new Line(it.productId(), it.title(), it.quantity(), null))
                .toList();
        return new Step(new PickList(id, order, next, all, parcel, sequence, heard, version + 1, times), null);
    }

    /// Delivered twice is delivered once.
    Step deliver(Instant now) {
        if (status == Status.DELIVERED || parcel == null) {
            return new Step(this, null);
        }
        var next = in(
                Status.DELIVERED, lines, parcel, new Times(times.madeAt(), times.packedAt(), times.shippedAt(), now));
        return new Step(
                next,
                new Delivered(
                        order.id(),
                        order.organizationId(),
                        next.sequence,
                        id,
                        parcel.carrier(),
                        parcel.trackingNumber(),
                        now));
    }

    private boolean wants(UUID productId) {
        return lines.stream().anyMatch(it -> it.productId().equals(productId));
    }

    private void mustBe(String step, Status... allowed) {
        if (!List.of(allowed).contains(status)) {
            throw new CannotDo.OutOfOrder(step, status);
        }
    }

    private PickList in(Status next, List<Line> lines, @Nullable Parcel parcel, Times times) {
        return new PickList(id, order, next, lines, parcel, sequence + 1, heard, version + 1, times);
    }
}
