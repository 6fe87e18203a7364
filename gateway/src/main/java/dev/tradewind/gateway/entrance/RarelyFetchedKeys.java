package dev.tradewind.gateway.entrance;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;

/// Keys fetched only so often: after that an unknown key id is a forgery, not a reason to ask again.
record RarelyFetchedKeys(JWKSource<SecurityContext> keys) implements JWKSource<SecurityContext> {

    private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        try {
            return keys.get(selector, context);
        } catch (RateLimitReachedException _) {
            // Fails again when there were never any keys, and then the token is not to blame.
            return selector.select(new JWKSet(keys.get(ANY, context)));
        }
    }
}
