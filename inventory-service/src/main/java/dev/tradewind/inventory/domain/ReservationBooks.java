package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.InventoryCommand;
import java.time.Instant;
import java.util.Collection;

/// Where reservations are kept. They are locked before the stock of their products and in the order of their ids,
/// so nobody waits in a circle.
public interface ReservationBooks {

    /// Locks the reservations these commands are about, and the stock of all products concerned.
    ReservationBook open(Collection<? extends InventoryCommand> commands);

    /// Locks some reservations that are overdue, and their stock; leaves out what somebody else has locked.
    ReservationBook openOverdue(Instant now, int limit);

    /// Forgets changes of orders that were decided, and reservations of carts that hold nothing, if nobody has touched
    /// them since; some of them, and answers how many.
    int forget(Instant untouchedSince, int limit);

    /// Stores what has changed, the stock included.
    void write(ReservationBook book, Instant at);
}
