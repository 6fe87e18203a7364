package dev.tradewind.auth.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Keeps an [Attempt] in the browser that began it, sealed: every instance of this service can read it, the browser
/// and its user cannot.
@Component
class AttemptCookie {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int ITERATIONS = 210_000;
    private static final int KEY_BITS = 256;

    /// Nonce and tag.
    private static final int SHORTEST = 32;

    private static final byte[] SALT = "single sign-on attempts".getBytes(UTF_8);

    private final BytesEncryptor seal;
    private final boolean secure;
    private final JsonMapper json;
    private final Clock clock;

    AttemptCookie(
            @Value("${tradewind.auth.key-secret}") String secret,
            @Value("${tradewind.auth.cookies.secure:true}") boolean secure,
            JsonMapper json,
            Clock clock) {
        this.seal = AesGcmBytesEncryptor.withSecretKey(key(secret)).build();
        this.secure = secure;
        this.json = json;
        this.clock = clock;
    }

    /// With `__Host-` no other host can plant it; browsers want TLS for that.
    String name() {
        return secure ? "__Host-tradewind_sso" : "tradewind_sso";
    }

    String keep(Attempt attempt) {
        return cookie(
                Base64.getUrlEncoder().withoutPadding().encodeToString(seal.encrypt(json.writeValueAsBytes(attempt))),
                LIFETIME);
    }

    String forget() {
        return cookie("", Duration.ZERO);
    }

    /// Empty when the browser began nothing, or so long ago that the provider's answer comes too late.
    Optional<Attempt> open(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        try {
            var sealed = Base64.getUrlDecoder().decode(value);
            if (sealed.length < SHORTEST) {
                return Optional.empty();
            }
            var attempt = json.readValue(seal.decrypt(sealed), Attempt.class);
            return Optional.of(attempt).filter(it -> clock.instant().isBefore(it.expiresAt()));
        } catch (IllegalArgumentException | IllegalStateException | JacksonException _) {
            return Optional.empty();
        }
    }

    private String cookie(String value, Duration lifetime) {
        return ResponseCookie.from(name(), value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(lifetime)
                .build()
                .toString();
    }

    private static SecretKey key(String secret) {
        try {
            var stretched = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(secret.toCharArray(), SALT, ITERATIONS, KEY_BITS));
            return new SecretKeySpec(stretched.getEncoded(), "AES");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
