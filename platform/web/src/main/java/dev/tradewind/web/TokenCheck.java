package dev.tradewind.web;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// How the servlet filters ask for a token's verification; they may wait for it.
record TokenCheck(VerifiedTokens tokens) implements AuthenticationManager {

    @Override
    public Authentication authenticate(Authentication request) {
        var token = ((BearerTokenAuthenticationToken) request).getToken();
        var known = tokens.remembered(token);
        return known == null ? tokens.verify(token) : known;
    }
}
