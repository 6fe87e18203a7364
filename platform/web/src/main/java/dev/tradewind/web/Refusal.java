package dev.tradewind.web;

/// A request we understood and will not carry out, with a reason its caller can act on. Rendered as an RFC 9457
/// problem of type `/problems/<code>`; never logged above INFO.
public abstract class Refusal extends RuntimeException {

    public enum Kind {
        BAD_REQUEST,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        PRECONDITION_FAILED,
        UNPROCESSABLE,
        TOO_MANY_REQUESTS,
        UNAVAILABLE
    }

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
}
