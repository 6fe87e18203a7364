package dev.tradewind.inventory.webhooks;

import dev.tradewind.inventory.webhooks.Webhooks.Delivery;
import dev.tradewind.inventory.webhooks.Webhooks.Webhook;
import dev.tradewind.messaging.Ids;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where an organisation's administrators say which partners hear of its warehouse.
@RestController
@RequestMapping("/api/warehouse/webhooks")
class WebhookController {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Webhooks webhooks;
    private final Destination destination;
    private final Clock clock;
    private final TransactionTemplate transaction;

    WebhookController(Webhooks webhooks, Destination destination, Clock clock, TransactionTemplate transaction) {
        this.webhooks = webhooks;
        this.destination = destination;
        this.clock = clock;
        this.transaction = transaction;
    }

    record Wanted(@NotNull @Size(max = 500) String url) {}

    /// @param secret shown this once
    record Registered(UUID id, URI url, String secret) {}

    @PostMapping
    ResponseEntity<Registered> add(@Valid @RequestBody Wanted wanted, Caller caller) {
        var organization = organizationOf(caller);
        var url = read(wanted.url());
        destination.objection(url).ifPresent(objection -> {
            throw new CannotTell.UrlRefused(objection);
        });
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        var registered =
                new Registered(Ids.next(), url, "whsec_" + Base64.getEncoder().encodeToString(bytes));
        var added = Objects.requireNonNull(transaction.execute(_ -> webhooks.add(
                registered.id(),
                organization,
                registered.url(),
                registered.secret(),
                caller.accountId(),
                clock.instant())));
        if (!added) {
            throw new CannotTell.NoRoom();
        }
        return ResponseEntity.created(URI.create("/api/warehouse/webhooks/" + registered.id()))
                .body(registered);
    }

    private static URI read(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException _) {
            throw new CannotTell.UrlRefused("cannot be read");
        }
    }

    /// All of them: there are never many.
    @GetMapping
    Page<Webhook> list(Caller caller) {
        return new Page<>(webhooks.of(organizationOf(caller)), null);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(@PathVariable UUID id, Caller caller) {
        if (!webhooks.remove(id, organizationOf(caller))) {
            throw new CannotTell.Unknown();
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/deliveries")
    Page<Delivery> deliveries(@PathVariable UUID id, PageRequest page, Caller caller) {
        mustHave(id, caller);
        return Page.of(page, webhooks.log(id, page), (Delivery last) -> Cursor.after(last.createdAt(), last.id()));
    }

    @PostMapping("/{id}/deliveries/{delivery}/redeliver")
    ResponseEntity<Void> redeliver(@PathVariable UUID id, @PathVariable UUID delivery, Caller caller) {
        mustHave(id, caller);
        if (!webhooks.again(id, delivery, clock.instant())) {
            throw new CannotTell.Unknown();
        }
        return ResponseEntity.accepted().build();
    }

    private void mustHave(UUID id, Caller caller) {
        if (!webhooks.has(id, organizationOf(caller))) {
            throw new CannotTell.Unknown();
        }
    }

    private static UUID organizationOf(Caller caller) {
        caller.mustBe(Caller.Role.ADMIN);
        return caller.ownOrganization();
    }
}
