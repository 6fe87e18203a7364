package dev.tradewind.notification.wording;

/// A template asks for what there is not, or for too much.
final class CannotRender extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotRender(String message) {
        super(message, null, false, false);
    }
}
