package dev.tradewind.catalog.media;

import dev.tradewind.web.Refusal;

final class NoFile extends Refusal {

    private static final long serialVersionUID = 1L;

    NoFile() {
        super(Kind.BAD_REQUEST, "no-file", "This needs a form of type multipart/form-data with a part named file.");
    }
}
