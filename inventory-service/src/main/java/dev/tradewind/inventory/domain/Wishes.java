package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.inventory.domain.Reservation.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/// What a command wants, each product once.
final class Wishes {

    private Wishes() {}

    /// An order wants something, and for some time.
    static List<Line> ofAnOrder(List<ReserveStock.Line> lines, int ttlSeconds) {
        if (ttlSeconds < 1) {
            throw new IllegalArgumentException("ttlSeconds: " + ttlSeconds + " (expected: >= 1)");
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("lines: 0 (expected: >= 1)");
        }
        return of(lines);
    }

    /// A product named twice is wanted as often as both say together.
    static List<Line> of(List<ReserveStock.Line> lines) {
        var quantities = new LinkedHashMap<UUID, Long>();
        for (var line : lines) {
            if (line.quantity() < 1) {
                throw new IllegalArgumentException("quantity: " + line.quantity() + " (expected: >= 1)");
            }
            quantities.merge(line.productId(), (long) line.quantity(), Math::addExact);
        }
        return quantities.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
    }
}
