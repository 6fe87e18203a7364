package dev.tradewind.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/// Verifies a token once and believes it until it expires or its session ends: a signature costs more than most
/// requests.
///
/// Tokens are remembered by digest, so a dump of the memory holds none.
public final class VerifiedTokens {

    private static final int REMEMBERED = 50_000;
    private static final int MAX_TOKEN_LENGTH = 8_192;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(15);

    private final JwtDecoder decoder;
    private final Revocations revocations;
    private final Clock clock;
    private final Cache<ByteBuffer, CallerToken> verified;

    VerifiedTokens(JwtDecoder decoder, Revocations revocations, Clock clock) {
        this.decoder = decoder;
        this.revocations = revocations;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(REMEMBERED_FOR)
                .build();
    }

    /// The token if it was verified before, at once; null when that has to be done.
    ///
    /// @throws InvalidBearerTokenException when it is known to be bad
    public @Nullable CallerToken remembered(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw new InvalidBearerTokenException("The token is too long");
        }
        var known = verified.getIfPresent(digest(token));
        return known != null && clock.instant().isBefore(known.expiresAt()) ? unlessRevoked(known) : null;
    }

    /// Verifies a token that is not remembered. This may fetch keys and so take its time.
    ///
    /// @throws InvalidBearerTokenException when it is bad
    /// @throws AuthenticationServiceException when there are no keys to tell
    public CallerToken verify(String token) {
        try {
            var fresh = CallerToken.of(decoder.decode(token));
            verified.put(digest(token), fresh);
            return unlessRevoked(fresh);
        } catch (BadJwtException bad) {
            throw new InvalidBearerTokenException("The token is not valid", bad);
        } catch (JwtException unknown) {
            throw new AuthenticationServiceException("The keys to verify tokens with cannot be had now", unknown);
        }
    }

    /// Whether a token that was verified is still worth something. For whoever goes on speaking to its bearer long
    /// after
    /// the request that brought it.
    public boolean isGoodStill(CallerToken token) {
        return clock.instant().isBefore(token.expiresAt()) && !revocations.concern(token);
    }

    /// Asked for every request: a session may have ended since the last one.
    private CallerToken unlessRevoked(CallerToken token) {
        if (revocations.concern(token)) {
            throw new InvalidBearerTokenException("The session is over");
        }
        return token;
    }

    private static ByteBuffer digest(String token) {
        return ByteBuffer.wrap(IdempotencyKey.fingerprint(token.getBytes(UTF_8)));
    }
}
