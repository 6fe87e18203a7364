package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmChange;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.HoldStock;
import dev.tradewind.contracts.InventoryCommand.ReleaseChange;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
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
    final Map<UUID, Note> notes = new HashMap<>();
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

    /// What somebody wants to have instead of what was bought.
    static final class Note {
        Slip slip = new Slip();
        State state = State.NO;
        String why = "released";
        final Map<UUID, Long> pieces = new HashMap<>();
    }

    long reserved(UUID product) {
        var held = slips.values().stream()
                .filter(it -> it.state == State.HELD)
                .mapToLong(it -> it.pieces.getOrDefault(product, 0L))
                .sum();
        var onTop = notes.values().stream()
                .filter(it -> it.state == State.HELD)
                .mapToLong(it -> onTop(it, product))
                .sum();
        return held + onTop;
    }

    private static long onTop(Note note, UUID product) {
        return Math.max(0, note.pieces.getOrDefault(product, 0L) - note.slip.pieces.getOrDefault(product, 0L));
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
        switch (command) {
            case ReserveChange it -> {
                return setAside(it);
            }
            case ConfirmChange it -> {
                return exchange(note(it.changeId()));
            }
            case ReleaseChange it -> {
                return forget(note(it.changeId()));
            }
            case HoldStock _,
                    ReserveStock _,
                    ReserveHeldStock _,
                    ConfirmReservation _,
                    ReleaseReservation _,
                    RestockReservation _ -> {}
        }
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
            case HoldStock _, ReserveHeldStock _, ReserveChange _, ConfirmChange _, ReleaseChange _ ->
                throw new IllegalArgumentException("not of a reservation: " + command);
        };
    }

    private String setAside(ReserveChange it) {
        var slip = slips.get(it.reservationId());
        if (notes.containsKey(it.changeId())) {
            var note = note(it.changeId());
            return note.state == State.HELD || note.state == State.SOLD ? "set aside" : "not changed " + note.why;
        }
        var note = note(it.changeId());
        note.why = slip == null ? "not-sold" : whyNot(it, slip);
        if (slip == null || !note.why.isEmpty()) {
            return "not changed " + note.why;
        }
        note.slip = slip;
        note.state = State.HELD;
        it.lines().forEach(line -> note.pieces.merge(line.productId(), (long) line.quantity(), Long::sum));
        return "set aside";
    }

    private String whyNot(ReserveChange it, Slip slip) {
        var wanted = new HashMap<UUID, Long>();
        it.lines().forEach(line -> wanted.merge(line.productId(), (long) line.quantity(), Long::sum));
        wanted.replaceAll((product, count) -> count - slip.pieces.getOrDefault(product, 0L));
        wanted.values().removeIf(count -> count <= 0);
        return switch (slip.state) {
            case HELD, LATE, NO -> "not-sold";
            case RETURNED, BACK -> "released";
            case SOLD -> {
                if (notes.values().stream().anyMatch(note -> note.slip == slip && note.state == State.HELD)) {
                    yield "change-running";
                }
                if (!onHand.keySet().containsAll(wanted.keySet())) {
                    yield "unknown-product";
                }
                var isThere = wanted.entrySet().stream()
                        .allMatch(one ->
                                onHand.getOrDefault(one.getKey(), 0L) - reserved(one.getKey()) >= one.getValue());
                yield isThere ? "" : "out-of-stock";
            }
        };
    }

    private String exchange(Note note) {
        return switch (note.state) {
            case HELD -> {
                note.state = State.SOLD;
                note.slip.pieces.forEach((product, count) -> onHand.merge(product, count, Long::sum));
                note.pieces.forEach((product, count) -> onHand.merge(product, -count, Long::sum));
                note.slip.pieces.clear();
                note.slip.pieces.putAll(note.pieces);
                yield "changed";
            }
            case SOLD -> "changed";
            case BACK, NO, LATE, RETURNED -> "change lost " + note.why;
        };
    }

    private static String forget(Note note) {
        if (note.state == State.SOLD) {
            return "changed";
        }
        if (note.state == State.HELD) {
            note.state = State.BACK;
            note.why = "released";
        }
        return "change released";
    }

    private Note note(UUID change) {
        return notes.computeIfAbsent(change, _ -> new Note());
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
        notes.values().stream().filter(it -> it.slip == slip).forEach(OneAfterTheOther::forget);
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
