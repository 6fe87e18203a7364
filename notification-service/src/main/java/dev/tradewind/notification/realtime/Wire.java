package dev.tradewind.notification.realtime;

import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Entry;
import dev.tradewind.notification.updates.LogName;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Entries as instances send them to each other.
@Component
class Wire {

    private static final TypeReference<List<Sent>> LIST = new TypeReference<>() {};

    private final JsonMapper json;

    Wire(JsonMapper json) {
        this.json = json;
    }

    private enum Kind {
        ORDER,
        STAFF,
        PRODUCT,
        ACCOUNT,
        MEMBERS,
        EVERYONE
    }

    private record Sent(
            String log,
            long number,
            UUID id,
            UUID organization,
            Kind audience,
            @Nullable UUID subject,
            @Nullable UUID customer,
            String type,
            String message) {}

    String write(List<Entry> entries) {
        return json.writeValueAsString(entries.stream().map(Wire::sent).toList());
    }

    /// Nothing when it makes no sense: an instance of another version may have said it, and the database knows.
    List<Entry> read(String text) {
        try {
            return json.readValue(text, LIST).stream().map(Wire::entry).toList();
        } catch (JacksonException | NullPointerException _) {
            return List.of();
        }
    }

    private static Sent sent(Entry entry) {
        return switch (entry.audience()) {
            case Audience.Order it -> sent(entry, Kind.ORDER, it.orderId(), it.customerId());
            case Audience.Staff _ -> sent(entry, Kind.STAFF, null, null);
            case Audience.Product it -> sent(entry, Kind.PRODUCT, it.productId(), null);
            case Audience.Account it -> sent(entry, Kind.ACCOUNT, it.accountId(), null);
            case Audience.Members _ -> sent(entry, Kind.MEMBERS, null, null);
            case Audience.Everyone _ -> sent(entry, Kind.EVERYONE, null, null);
        };
    }

    private static Sent sent(Entry entry, Kind kind, @Nullable UUID subject, @Nullable UUID customer) {
        return new Sent(
                entry.log().value(),
                entry.number(),
                entry.id(),
                entry.organizationId(),
                kind,
                subject,
                customer,
                entry.type(),
                entry.message());
    }

    private static Entry entry(Sent sent) {
        var audience = switch (sent.audience()) {
            case ORDER ->
                new Audience.Order(Objects.requireNonNull(sent.subject()), Objects.requireNonNull(sent.customer()));
            case STAFF -> new Audience.Staff();
            case PRODUCT -> new Audience.Product(Objects.requireNonNull(sent.subject()));
            case ACCOUNT -> new Audience.Account(Objects.requireNonNull(sent.subject()));
            case MEMBERS -> new Audience.Members();
            case EVERYONE -> new Audience.Everyone();
        };
        return new Entry(
                new LogName(sent.log()),
                sent.number(),
                sent.id(),
                sent.organization(),
                audience,
                sent.type(),
                sent.message());
    }
}
