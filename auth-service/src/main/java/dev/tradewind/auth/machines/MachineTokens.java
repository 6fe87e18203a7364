package dev.tradewind.auth.machines;

import dev.tradewind.auth.tokens.Tokens;
import dev.tradewind.web.Scope;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/// Signs a machine's token as all others are signed. There are no refresh tokens: the secret is one.
@Component
class MachineTokens implements OAuth2TokenGenerator<Jwt> {

    private final MachineClients clients;
    private final Tokens tokens;

    MachineTokens(MachineClients clients, Tokens tokens) {
        this.clients = clients;
        this.tokens = tokens;
    }

    @Override
    public @Nullable Jwt generate(OAuth2TokenContext context) {
        if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        var id = UUID.fromString(
                Objects.requireNonNull(context.getRegisteredClient()).getClientId());
        var scopes = context.getAuthorizedScopes().stream()
                .flatMap(it -> Scope.named(it).stream())
                .collect(Collectors.toUnmodifiableSet());
        return clients.find(id)
                .map(it -> tokens.issueToMachine(id, it.client().organizationId(), scopes))
                .orElse(null);
    }
}
