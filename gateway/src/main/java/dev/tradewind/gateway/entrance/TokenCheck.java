package dev.tradewind.gateway.entrance;

import dev.tradewind.web.VerifiedTokens;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Asks for a token's verification without holding up the event loop. The services behind ask the same again; the
/// gateway only spares them the forgeries.
@Component
class TokenCheck implements ReactiveAuthenticationManager {

    private final VerifiedTokens tokens;

    TokenCheck(VerifiedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication request) {
        var token = ((BearerTokenAuthenticationToken) request).getToken();
        try {
            var known = tokens.remembered(token);
            if (known != null) {
                return Mono.just(known);
            }
        } catch (InvalidBearerTokenException bad) {
            return Mono.error(bad);
        }
        // Fetching the keys may block.
        return Mono.<Authentication>fromCallable(() -> tokens.verify(token)).subscribeOn(Schedulers.boundedElastic());
    }
}
