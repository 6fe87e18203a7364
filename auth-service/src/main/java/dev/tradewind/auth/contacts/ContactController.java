package dev.tradewind.auth.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.auth.contacts.Contacts.Contact;
import dev.tradewind.web.OpenRoutes;
import dev.tradewind.web.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Not behind the gateway, which has no route to it. No token lets anybody in, an operator's neither: only the key that
/// the services share (`tradewind.contacts.key`). Without a key set nobody gets in.
@RestController
class ContactController {

    static final String KEY = "Tradewind-Service-Key";

    private static final int MOST = 500;

    private final Contacts contacts;
    private final byte[] key;

    record Wanted(@NotNull @Size(max = MOST) Set<@NotNull UUID> accountIds) {}

    /// Whoever is missing has no open account.
    record Found(List<Contact> items) {}

    ContactController(Contacts contacts, @Value("${tradewind.contacts.key:}") String key) {
        this.contacts = contacts;
        this.key = key.getBytes(UTF_8);
    }

    /// The key is the lock.
    @Bean
    static OpenRoutes askingForContacts() {
        return OpenRoutes.posting("/internal/contacts");
    }

    @PostMapping("/internal/contacts")
    Found find(@RequestHeader(name = KEY, required = false) @Nullable String given, @Valid @RequestBody Wanted wanted) {
        if (given == null || key.length == 0 || !MessageDigest.isEqual(key, given.getBytes(UTF_8))) {
            throw new NotOfTheHouse();
        }
        return new Found(contacts.of(wanted.accountIds()));
    }

    private static final class NotOfTheHouse extends Refusal {

        private static final long serialVersionUID = 1L;

        NotOfTheHouse() {
            super(Kind.UNAUTHENTICATED, "unauthorized", "Only services of the house may ask this.");
        }
    }
}
