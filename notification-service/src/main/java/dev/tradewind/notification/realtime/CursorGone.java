package dev.tradewind.notification.realtime;

import dev.tradewind.web.Refusal;

/// What came behind the cursor is not kept any more, or never was there.
final class CursorGone extends Refusal {

    private static final long serialVersionUID = 1L;

    CursorGone() {
        super(
                Kind.GONE,
                "cursor-gone",
                "What came after this cursor is not kept any more. Load the page anew and listen without a cursor.");
    }
}
