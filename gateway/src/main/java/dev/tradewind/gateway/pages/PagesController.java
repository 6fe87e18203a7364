package dev.tradewind.gateway.pages;

import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The module for browsers, and a page that shows it at work.
@RestController
class PagesController {

    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType PAGE = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");

    /// A new version of the gateway reaches pages within minutes.
    private static final CacheControl A_WHILE =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private static final String OF_ITSELF_ONLY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @GetMapping("/tradewind-client.js")
    ResponseEntity<Resource> client() {
        return part("tradewind-client.js", SCRIPT);
    }

    @GetMapping("/live.html")
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(PAGE)
                .header("Content-Security-Policy", OF_ITSELF_ONLY)
                .body(new ClassPathResource("static/live.html"));
    }

    @GetMapping("/live.js")
    ResponseEntity<Resource> script() {
        return part("live.js", SCRIPT);
    }

    @GetMapping("/live.css")
    ResponseEntity<Resource> style() {
        return part("live.css", STYLE);
    }

    private static ResponseEntity<Resource> part(String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(A_WHILE)
                .body(new ClassPathResource("static/" + name));
    }
}
