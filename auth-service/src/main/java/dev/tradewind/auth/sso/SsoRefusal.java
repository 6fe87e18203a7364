package dev.tradewind.auth.sso;

import dev.tradewind.web.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why somebody is not signed in by what a provider said. Nothing of the provider's own words is repeated: they came
/// through the browser.
final class SsoRefusal extends Refusal {

    private static final long serialVersionUID = 1L;
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    private SsoRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static SsoRefusal unknownProvider() {
        return new SsoRefusal(Kind.NOT_FOUND, "sso-provider-not-found", "There is no such provider.");
    }

    static SsoRefusal notBegun() {
        return new SsoRefusal(
                Kind.BAD_REQUEST,
                "sso-not-begun",
                "This sign-in was not begun in this browser, or too long ago. Please begin again.");
    }

    static SsoRefusal alreadyUsed() {
        return new SsoRefusal(
                Kind.BAD_REQUEST, "sso-already-used", "This sign-in is over already. Please begin again.");
    }

    static SsoRefusal denied() {
        return new SsoRefusal(Kind.FORBIDDEN, "sso-denied", "The sign-in was cancelled at the provider.");
    }

    static SsoRefusal refused() {
        return new SsoRefusal(
                Kind.UNAUTHENTICATED, "sso-refused", "The provider did not confirm this sign-in. Please begin again.");
    }

    static SsoRefusal notProven() {
        return new SsoRefusal(
                Kind.UNAUTHENTICATED, "sso-not-proven", "What the provider sent does not prove who you are.");
    }

    static SsoRefusal unavailable() {
        return new SsoRefusal(
                Kind.UNAVAILABLE,
                "sso-provider-unavailable",
                "The provider does not answer. Please try again shortly.");
    }

    static SsoRefusal emailNotVerified() {
        return new SsoRefusal(
                Kind.FORBIDDEN, "sso-email-not-verified", "The provider tells no e-mail address that it has verified.");
    }

    static SsoRefusal knownEmail() {
        return new SsoRefusal(
                Kind.CONFLICT,
                "sso-email-known",
                "There is an account with this e-mail address. Sign in to it, then begin again to link the two.");
    }

    static SsoRefusal linkedElsewhere() {
        return new SsoRefusal(
                Kind.CONFLICT, "sso-linked-elsewhere", "This identity belongs to another account already.");
    }

    static SsoRefusal closed() {
        return new SsoRefusal(Kind.FORBIDDEN, "account-closed", "The account of this identity is closed.");
    }

    @Override
    public @Nullable Duration retryAfter() {
        return kind() == Kind.UNAVAILABLE ? SHORTLY : null;
    }
}
