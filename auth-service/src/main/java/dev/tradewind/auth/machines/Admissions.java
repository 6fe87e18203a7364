package dev.tradewind.auth.machines;

import dev.tradewind.auth.domain.NotFound;
import dev.tradewind.auth.sealing.Secrets;
import dev.tradewind.contracts.AccountEvent.SessionRevoked;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.web.Scope;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Lets machines in and puts them out again.
@Component
class Admissions {

    private static final Logger log = LoggerFactory.getLogger(Admissions.class);

    private final MachineClients clients;
    private final Outbox outbox;
    private final Clock clock;

    Admissions(MachineClients clients, Outbox outbox, Clock clock) {
        this.clients = clients;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// @param secret told once; only its digest is kept
    record Admitted(MachineClient client, String secret) {

        @Override
        public String toString() {
            return "Admitted[" + client.id() + "]";
        }
    }

    @Transactional
    Admitted admit(UUID organizationId, String name, Set<Scope> scopes, UUID admin) {
        var client = new MachineClient(Ids.next(), organizationId, name, scopes, clock.instant());
        var secret = Secrets.make();
        clients.add(client, Secrets.digest(secret), admin);
        log.atInfo()
                .addKeyValue("clientId", client.id())
                .addKeyValue("organizationId", organizationId)
                .addKeyValue("actor", admin)
                .log("A machine was let in");
        return new Admitted(client, secret);
    }

    /// The machine is its own session, and that ends everywhere like a person's: its tokens are refused at once.
    @Transactional
    void revoke(UUID organizationId, UUID id, UUID admin) {
        var now = clock.instant();
        if (!clients.revoke(organizationId, id, now)) {
            throw new NotFound("client");
        }
        outbox.append(new SessionRevoked(id, organizationId, 1, id, "client-revoked", now));
        log.atInfo()
                .addKeyValue("clientId", id)
                .addKeyValue("organizationId", organizationId)
                .addKeyValue("actor", admin)
                .log("A machine was put out");
    }
}
