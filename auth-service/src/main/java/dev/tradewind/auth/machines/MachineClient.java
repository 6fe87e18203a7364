package dev.tradewind.auth.machines;

import dev.tradewind.web.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// A program that may act for an organisation, as far as its scopes go.
record MachineClient(UUID id, UUID organizationId, String name, Set<Scope> scopes, Instant createdAt) {

    MachineClient {
        scopes = Set.copyOf(scopes);
    }
}
