package dev.tradewind.gateway.docs;

import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// Everything the page needs comes from here, nothing from elsewhere on the internet.
@RestController
class DocsController {

    private static final String SWAGGER = "META-INF/resources/webjars/swagger-ui/5.32.0/";
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final Map<String, Part> PARTS = Map.of(
            "swagger-ui.css", new Part(SWAGGER + "swagger-ui.css", MediaType.parseMediaType("text/css;charset=UTF-8")),
            "swagger-ui-bundle.js", new Part(SWAGGER + "swagger-ui-bundle.js", SCRIPT),
            "start.js", new Part("docs/start.js", SCRIPT));
    private static final String OF_ITSELF_ONLY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final MergedDocument document;

    DocsController(MergedDocument document) {
        this.document = document;
    }

    private record Part(String place, MediaType type) {}

    @GetMapping("/docs")
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .header("Content-Security-Policy", OF_ITSELF_ONLY)
                .body(new ClassPathResource("docs/index.html"));
    }

    @GetMapping("/docs/openapi.json")
    Mono<ResponseEntity<JsonNode>> openApi() {
        return document.get()
                .map(it -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(it));
    }

    @GetMapping("/docs/{name}")
    ResponseEntity<Resource> part(@PathVariable String name) {
        var part = PARTS.get(name);
        if (part == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(part.type())
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(new ClassPathResource(part.place()));
    }
}
