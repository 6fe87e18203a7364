package dev.tradewind.broken.selling;

import java.time.Instant;

class LooksAtTheWall {

    Instant when() {
        return Instant.now();
    }
}
