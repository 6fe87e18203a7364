package dev.tradewind.broken.selling;

import java.util.UUID;

class MakesIds {

    UUID next() {
        return UUID.randomUUID();
    }
}
