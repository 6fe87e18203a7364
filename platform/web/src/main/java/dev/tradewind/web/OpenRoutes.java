package dev.tradewind.web;

import java.util.List;
import org.springframework.http.HttpMethod;

/// What a service lets anybody call; everything else needs a token. A service declares a bean of these, or several.
///
/// @param patterns paths as Spring writes them: `/api/products/*`, `/media/**`
public record OpenRoutes(HttpMethod method, List<String> patterns) {

    public OpenRoutes {
        patterns = List.copyOf(patterns);
    }

    /// Shelves that anybody may look at.
    public static OpenRoutes reading(String... patterns) {
        return new OpenRoutes(HttpMethod.GET, List.of(patterns));
    }

    public static OpenRoutes posting(String... patterns) {
        return new OpenRoutes(HttpMethod.POST, List.of(patterns));
    }
}
