package dev.tradewind.verify.load;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One order, from the moment it was meant to be placed.
///
/// @param intendedMicros the intended moment in microseconds of the epoch
/// @param answeredMicros how long after it the answer was there
/// @param order its id when it was accepted
/// @param error what went wrong when it was not
record Shot(
        long intendedMicros,
        long answeredMicros,
        @Nullable UUID order,
        @Nullable String error) {}
