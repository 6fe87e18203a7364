package dev.tradewind.gateway.entrance;

import org.springframework.http.HttpHeaders;

/// What keeps a browser from doing with an answer what it was not meant for. A page may say it milder for itself.
final class SafeHeaders {

    private static final String NO_PAGE_AT_ALL = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
    private static final String TWO_YEARS = "max-age=63072000; includeSubDomains";

    private SafeHeaders() {}

    static void write(HttpHeaders headers, boolean overTls) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        unlessSaid(headers, "Content-Security-Policy", NO_PAGE_AT_ALL);
        unlessSaid(headers, HttpHeaders.CACHE_CONTROL, "no-store");
        if (overTls) {
            headers.set("Strict-Transport-Security", TWO_YEARS);
        }
    }

    private static void unlessSaid(HttpHeaders headers, String name, String value) {
        if (!headers.containsHeader(name)) {
            headers.set(name, value);
        }
    }
}
