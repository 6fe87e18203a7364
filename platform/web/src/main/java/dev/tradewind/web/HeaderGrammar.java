package dev.tradewind.web;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a request's headers may hold. Spring Security says the same in regular expressions, which take an eighth of
/// what a small request costs; so what is ordinary is recognised here, and only the rest is left to them.
public final class HeaderGrammar {

    private static final String BEARER = "Bearer ";

    private HeaderGrammar() {}

    /// Allows names or values that are plain, and leaves all others to the library's own rule.
    public static Predicate<String> plainOr(Predicate<String> byTheBook) {
        return text -> isPlain(text) || byTheBook.test(text);
    }

    /// Whether it is of visible ASCII characters and spaces. What is not may still be allowed, also nothing at all.
    static boolean isPlain(@Nullable String text) {
        if (text == null) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }

    /// The token of an `Authorization` header (RFC 6750, 2.1).
    ///
    /// @return null when there is none, or when the header has to be looked at more closely
    public static @Nullable String bearerToken(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return null;
        }
        var end = authorization.length();
        while (authorization.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = BEARER.length(); i < end; i++) {
            if (!isOfAToken(authorization.charAt(i))) {
                return null;
            }
        }
        return end > BEARER.length() ? authorization.substring(BEARER.length()) : null;
    }

    private static boolean isOfAToken(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "-._~+/".indexOf(character) >= 0;
    }
}
