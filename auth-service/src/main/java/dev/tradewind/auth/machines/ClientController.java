package dev.tradewind.auth.machines;

import dev.tradewind.auth.domain.NotFound;
import dev.tradewind.auth.machines.Admissions.Admitted;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import dev.tradewind.web.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// An organisation's admin decides which machines of partners may act for it.
@RestController
@RequestMapping("/api/organizations/{organizationId}/clients")
class ClientController {

    private final MachineClients clients;
    private final Admissions admissions;

    ClientController(MachineClients clients, Admissions admissions) {
        this.clients = clients;
        this.admissions = admissions;
    }

    record Wish(
            @NotBlank @Size(max = 100) String name,

            @NotEmpty @Size(max = 10)
            List<@NotNull @Pattern(regexp = "orders\\.read", message = "is not a scope: orders.read is") String>
                    scopes) {}

    record ClientView(UUID clientId, String name, List<String> scopes, Instant createdAt) {

        static ClientView of(MachineClient client) {
            return new ClientView(
                    client.id(),
                    client.name(),
                    client.scopes().stream().map(Scope::word).sorted().toList(),
                    client.createdAt());
        }
    }

    /// @param clientSecret shown this once
    record AdmittedView(UUID clientId, String clientSecret, String name, List<String> scopes, Instant createdAt) {

        static AdmittedView of(Admitted admitted) {
            var view = ClientView.of(admitted.client());
            return new AdmittedView(view.clientId(), admitted.secret(), view.name(), view.scopes(), view.createdAt());
        }

        @Override
        public String toString() {
            return "AdmittedView[" + clientId + "]";
        }
    }

    @PostMapping
    ResponseEntity<AdmittedView> admit(
            @PathVariable UUID organizationId, @Valid @RequestBody Wish wish, Caller caller) {
        mustBeItsAdmin(caller, organizationId);
        var scopes =
                wish.scopes().stream().flatMap(it -> Scope.named(it).stream()).collect(Collectors.toUnmodifiableSet());
        var admitted = admissions.admit(organizationId, wish.name().strip(), scopes, caller.accountId());
        var location = URI.create("/api/organizations/%s/clients/%s"
                .formatted(organizationId, admitted.client().id()));
        return ResponseEntity.created(location)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(AdmittedView.of(admitted));
    }

    @GetMapping
    Page<ClientView> list(@PathVariable UUID organizationId, PageRequest page, Caller caller) {
        mustBeItsAdmin(caller, organizationId);
        var rows = clients.of(organizationId, page.afterId(), page.rows());
        return Page.of(page, rows, it -> Cursor.after(it.id())).map(ClientView::of);
    }

    @DeleteMapping("/{clientId}")
    ResponseEntity<Void> revoke(@PathVariable UUID organizationId, @PathVariable UUID clientId, Caller caller) {
        mustBeItsAdmin(caller, organizationId);
        admissions.revoke(organizationId, clientId, caller.accountId());
        return ResponseEntity.noContent().build();
    }

    private static void mustBeItsAdmin(Caller caller, UUID organizationId) {
        caller.mustBe(Caller.Role.ADMIN);
        if (!organizationId.equals(caller.organizationId())) {
            throw new NotFound("organization");
        }
    }
}
