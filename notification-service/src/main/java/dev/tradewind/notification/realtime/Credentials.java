package dev.tradewind.notification.realtime;

import dev.tradewind.web.CallerToken;
import dev.tradewind.web.VerifiedTokens;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/// By what a STOMP client says who it is.
@Component
record Credentials(VerifiedTokens tokens) {

    private static final String BEARER = "bearer ";

    /// From the frame or, as a browser's page cannot read its cookie, from the handshake.
    CallerToken of(@Nullable String header, @Nullable Principal handshake) {
        var token = header == null ? ofHandshake(handshake) : ofFrame(header);
        if (token.getPrincipal().roles().isEmpty()) {
            throw BadFrame.notForMachines();
        }
        return token;
    }

    boolean areGoodStill(CallerToken token) {
        return tokens.isGoodStill(token);
    }

    private CallerToken ofHandshake(@Nullable Principal handshake) {
        if (handshake instanceof CallerToken known && tokens.isGoodStill(known)) {
            return known;
        }
        throw BadFrame.withoutToken();
    }

    private CallerToken ofFrame(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw BadFrame.withoutToken();
        }
        try {
            var text = header.substring(BEARER.length()).strip();
            var known = tokens.remembered(text);
            return known == null ? tokens.verify(text) : known;
        } catch (InvalidBearerTokenException bad) {
            throw BadFrame.withoutToken();
        } catch (AuthenticationServiceException unknown) {
            throw BadFrame.cannotTell();
        }
    }
}
