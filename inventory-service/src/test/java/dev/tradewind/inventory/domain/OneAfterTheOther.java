package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.HoldStock;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveHeldStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;

/// The same rules as a shopkeeper with a pencil would follow them, slowly: one command at a time, nothing but plain
/// counters, free pieces counted anew each time. What the books decide is compared with this.
final class OneAfterTheOther {

    final Map<UUID, Long> onHand = new HashMap<>();
    final Map<UUID, Slip> slips = new HashMap<>();
    /// What lies in baskets, neither on the shelf nor reserved.
    ToLongFunction<UUID> inBaskets = _ -> 0;

    enum State {
        HELD,
        SOLD,
        RETURNED,
        BACK,
        LATE,
        NO
    }

    static final class Slip {
        State state = State.NO;
        String why = "";
        Instant until = Instant.MIN;
        final Map<UUID, Long> pieces = new HashMap<>();
    }

    long reserved(UUID product) {
        return slips.values().stream()
                .filter(it -> it.state == State.HELD)
                .mapToLong(it -> it.pieces.getOrDefault(product, 0L))
                .sum();
    }

    void sweep(Instant now) {
        for (var slip : slips.values()) {
            if (slip.state == State.HELD && !slip.until.isAfter(now)) {
                slip.state = State.LATE;
            }
        }
    }

    /// The wire word of the answer and its reason.
    String ask(InventoryCommand command, Instant now) {
        var slip = slips.get(command.reservationId());
        var isFirst = slip == null;
        if (slip == null) {
            slip = new Slip();
            slips.put(command.reservationId(), slip);
        }
        var overdue = slip.state == State.HELD && !slip.until.isAfter(now);
        var givesBack = command instanceof ReleaseReservation || command instanceof RestockReservation;
        if (overdue && !givesBack) {
            slip.state = State.LATE;
        }
        return switch (command) {
            case ReserveStock it -> isFirst ? first(it, slip, now) : reserved(slip);
            case ConfirmReservation _ -> isFirst ? neverSeen(slip) : confirm(slip);
            case ReleaseReservation _ -> release(slip, isFirst);
            case RestockReservation _ -> restock(slip, isFirst);
            case HoldStock _, ReserveHeldStock _ -> throw new IllegalArgumentException("of a cart: " + command);
        };
    }

    private String first(ReserveStock it, Slip slip, Instant now) {
        it.lines().forEach(line -> slip.pieces.merge(line.productId(), (long) line.quantity(), Long::sum));
        for (var product : slip.pieces.keySet()) {
            if (!onHand.containsKey(product)) {
                slip.why = "unknown-product";
                return "refused unknown-product";
            }
        }
        for (var wanted : slip.pieces.entrySet()) {
            if (onHand.getOrDefault(wanted.getKey(), 0L)
                            - reserved(wanted.getKey())
                            - inBaskets.applyAsLong(wanted.getKey())
                    < wanted.getValue()) {
                slip.why = "out-of-stock";
                return "refused out-of-stock";
            }
        }
        slip.state = State.HELD;
        slip.until = now.plusSeconds(it.ttlSeconds());
        return "reserved " + slip.until;
    }

    private static String reserved(Slip slip) {
        return switch (slip.state) {
            case HELD, SOLD -> "reserved " + slip.until;
            case BACK, RETURNED -> "refused released";
            case LATE -> "refused expired";
            case NO -> "refused " + slip.why;
        };
    }

    private static String neverSeen(Slip slip) {
        slip.state = State.LATE;
        return "lost expired";
    }

    private String confirm(Slip slip) {
        return switch (slip.state) {
            case HELD -> {
                slip.state = State.SOLD;
                slip.pieces.forEach((product, count) -> onHand.merge(product, -count, Long::sum));
                yield "confirmed";
            }
            case SOLD, RETURNED -> "confirmed";
            case LATE -> "lost expired";
            case BACK, NO -> "lost released";
        };
    }

    private String restock(Slip slip, boolean isFirst) {
        if (slip.state == State.SOLD) {
            slip.state = State.RETURNED;
            slip.pieces.forEach((product, count) -> onHand.merge(product, count, Long::sum));
        } else if (slip.state == State.HELD || isFirst) {
            slip.state = State.BACK;
        }
        return "restocked";
    }

    private static String release(Slip slip, boolean isFirst) {
        if (slip.state == State.SOLD || slip.state == State.RETURNED) {
            return "confirmed";
        }
        if (isFirst || slip.state == State.HELD) {
            slip.state = State.BACK;
        }
        return "released";
    }
}
