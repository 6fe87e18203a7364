package dev.tradewind.auth.machines;

import dev.tradewind.auth.machines.MachineClients.Known;
import dev.tradewind.auth.tokens.Tokens;
import dev.tradewind.web.Scope;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/// Machine clients as the authorization server asks for them: they have a secret, and get nothing but tokens of their
/// own.
@Component
class TokenClients implements RegisteredClientRepository {

    private static final TokenSettings SETTINGS =
            TokenSettings.builder().accessTokenTimeToLive(Tokens.LIFETIME).build();

    private final MachineClients clients;

    TokenClients(MachineClients clients) {
        this.clients = clients;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("An organisation's admin makes clients");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return id(clientId).flatMap(clients::find).map(TokenClients::registered).orElse(null);
    }

    private static RegisteredClient registered(Known known) {
        var id = known.client().id().toString();
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientSecret(HexFormat.of().formatHex(known.secretDigest()))
                .clientName(known.client().name())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes ->
                        known.client().scopes().stream().map(Scope::word).forEach(scopes::add))
                .tokenSettings(SETTINGS)
                .build();
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
