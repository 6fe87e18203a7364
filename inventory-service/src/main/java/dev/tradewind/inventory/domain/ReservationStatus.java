package dev.tradewind.inventory.domain;

import java.time.Instant;

/// Where a reservation stands. It leaves [Reserved] once and for ever, and [Confirmed] at most once; the others are
/// final. But a cart's goes back to the cart when its order ends without a sale: [Held] and [Lapsed] are of carts.
public sealed interface ReservationStatus {

    /// A cart has it until then, unless an order takes it over.
    record Held(Instant expiresAt) implements ReservationStatus {}

    /// A cart has nothing at the moment.
    record Lapsed() implements ReservationStatus {}

    record Reserved(Instant expiresAt) implements ReservationStatus {}

    /// Keeps the time until which it was reserved, so that a repeated request gets the first answer.
    record Confirmed(Instant expiresAt) implements ReservationStatus {}

    /// The goods lie in a parcel: they can be taken back, but not exchanged.
    record Packed(Instant expiresAt) implements ReservationStatus {}

    /// The goods left the house: they cannot be taken back from here.
    record Shipped(Instant expiresAt) implements ReservationStatus {}

    /// Was sold and lies on the shelf again.
    record Restocked(Instant expiresAt) implements ReservationStatus {}

    record Released() implements ReservationStatus {}

    record Expired() implements ReservationStatus {}

    /// `reason` is the code that the asker was told.
    record Refused(String reason) implements ReservationStatus {}
}
