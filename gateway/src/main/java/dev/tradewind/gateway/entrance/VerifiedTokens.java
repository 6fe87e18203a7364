package dev.tradewind.gateway.entrance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Verifies a token once and believes it until it expires. Remembered by digest, so a dump of the memory holds none.
class VerifiedTokens implements ReactiveAuthenticationManager {

    private static final int REMEMBERED = 50_000;
    private static final int MAX_TOKEN_LENGTH = 8_192;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(15);

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<ByteBuffer, Verified> verified;

    VerifiedTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(REMEMBERED_FOR)
                .build();
    }

    private record Verified(Authentication authentication, Instant expiresAt) {}

    @Override
    public Mono<Authentication> authenticate(Authentication request) {
        var token = ((BearerTokenAuthenticationToken) request).getToken();
        if (token.length() > MAX_TOKEN_LENGTH) {
            return Mono.error(new InvalidBearerTokenException("The token is too long"));
        }
        var digest = digest(token);
        var known = verified.getIfPresent(digest);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return Mono.just(known.authentication());
        }
        // Fetching the keys may block.
        return Mono.fromCallable(() -> verify(token))
                .doOnNext(it -> verified.put(digest, it))
                .map(Verified::authentication)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Verified verify(String token) {
        try {
            var jwt = decoder.decode(token);
            var name = Objects.requireNonNullElse(jwt.getSubject(), "");
            var authentication = UsernamePasswordAuthenticationToken.authenticated(name, null, roles(jwt));
            return new Verified(authentication, Objects.requireNonNull(jwt.getExpiresAt(), "exp"));
        } catch (BadJwtException bad) {
            throw new InvalidBearerTokenException("The token is not valid", bad);
        } catch (JwtException unknown) {
            throw new AuthenticationServiceException("The keys to verify tokens with cannot be had now", unknown);
        }
    }

    private static Collection<GrantedAuthority> roles(Jwt jwt) {
        var roles = jwt.getClaimAsStringList("roles");
        return roles == null
                ? List.of()
                : roles.stream()
                        .<GrantedAuthority>map(it -> new SimpleGrantedAuthority("ROLE_" + it))
                        .toList();
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
