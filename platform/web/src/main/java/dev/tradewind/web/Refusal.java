package dev.tradewind.web;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request we understood and will not carry out, with a reason its caller can act on. Rendered as an RFC 9457
/// problem of type `/problems/<code>`; never logged above INFO.
public abstract class Refusal extends RuntimeException {

    public enum Kind {
        BAD_REQUEST,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        GONE,
        PRECONDITION_FAILED,
        CONTENT_TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE,
        UNPROCESSABLE,
        TOO_MANY_REQUESTS,
        UNAVAILABLE
    }

    /// A part of the request that is wrong, and why.
    public record Wrong(String field, String message) {}

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String code;

    protected Refusal(Kind kind, String code, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    /// Identifies the reason to programs, for ever: clients branch on it.
    public String code() {
        return code;
    }

    /// What exactly is wrong with the request, when it can be pointed at.
    public List<Wrong> wrong() {
        return List.of();
    }

    /// When asking again makes sense; null when it does not.
    public @Nullable Duration retryAfter() {
        return null;
    }
}
