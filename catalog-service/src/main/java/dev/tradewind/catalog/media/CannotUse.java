package dev.tradewind.catalog.media;

import dev.tradewind.web.Refusal;

/// What came is not a picture that can be shown.
final class CannotUse extends Refusal {

    private static final long serialVersionUID = 1L;

    private CannotUse(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static CannotUse notAnImage(String why) {
        return new CannotUse(
                Kind.UNSUPPORTED_MEDIA_TYPE, "not-an-image", "This is no JPEG, PNG, GIF or WebP image: " + why + ".");
    }

    static CannotUse tooManyPixels(long most) {
        return new CannotUse(Kind.CONTENT_TOO_LARGE, "too-many-pixels", "The image has more than " + most + " pixels.");
    }

    static CannotUse tooLarge(long bytes) {
        return new CannotUse(
                Kind.CONTENT_TOO_LARGE, "content-too-large", "The file has more than " + bytes + " bytes.");
    }
}
