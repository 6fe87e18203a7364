package dev.tradewind.auth.tokens;

import dev.tradewind.web.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What others need to verify our tokens.
@RestController
@RequestMapping("/.well-known")
class WellKnownController {

    private static final CacheControl SHORTLY =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final SigningKeys keys;
    private final String issuer;

    WellKnownController(SigningKeys keys, @Value("${tradewind.security.issuer}") String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    @GetMapping("/jwks.json")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok().cacheControl(SHORTLY).body(keys.published().toJSONObject());
    }

    @GetMapping("/openid-configuration")
    ResponseEntity<Map<String, Object>> configuration() {
        return ResponseEntity.ok()
                .cacheControl(SHORTLY)
                .body(Map.of(
                        "issuer", issuer,
                        "jwks_uri", issuer + "/.well-known/jwks.json",
                        "token_endpoint", issuer + "/oauth2/token",
                        "token_endpoint_auth_methods_supported", List.of("client_secret_basic"),
                        "grant_types_supported", List.of("client_credentials"),
                        "scopes_supported",
                                Arrays.stream(Scope.values()).map(Scope::word).toList(),
                        "id_token_signing_alg_values_supported", List.of("RS256"),
                        "response_types_supported", List.of("code"),
                        "subject_types_supported", List.of("public")));
    }
}
