package dev.tradewind.catalog.media;

import dev.tradewind.web.Refusal;

final class UnknownMedia extends Refusal {

    private static final long serialVersionUID = 1L;

    UnknownMedia() {
        super(Kind.NOT_FOUND, "unknown-media", "There is no such image.");
    }
}
