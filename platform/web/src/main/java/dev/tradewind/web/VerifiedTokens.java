package dev.tradewind.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// Verifies a token once and believes it until it expires: a signature costs more than most requests.
///
/// Tokens are remembered by digest, so a dump of the memory holds none.
class VerifiedTokens implements AuthenticationManager {

    private static final int REMEMBERED = 20_000;
    private static final int MAX_TOKEN_LENGTH = 8_192;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(15);

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<ByteBuffer, CallerToken> verified;

    VerifiedTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(REMEMBERED_FOR)
                .build();
    }

    @Override
    public Authentication authenticate(Authentication request) {
        var token = ((BearerTokenAuthenticationToken) request).getToken();
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw new InvalidBearerTokenException("The token is too long");
        }
        var digest = ByteBuffer.wrap(IdempotencyKey.fingerprint(token.getBytes(UTF_8)));
        var known = verified.getIfPresent(digest);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return known;
        }
        var fresh = verify(token);
        verified.put(digest, fresh);
        return fresh;
    }

    private CallerToken verify(String token) {
        try {
            return CallerToken.of(decoder.decode(token));
        } catch (BadJwtException bad) {
            throw new InvalidBearerTokenException("The token is not valid", bad);
        } catch (JwtException unknown) {
            throw new AuthenticationServiceException("The keys to verify tokens with cannot be had now", unknown);
        }
    }
}
