package dev.tradewind.notification.updates;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Which log. Three at most concern a caller - that of the organisation, that of the account and that of everyone - and
/// one more each product that is looked at.
///
/// Products have logs of their own, because anybody may read them and because stock changes so often that it must not
/// wait for the organisation's other news.
public record LogName(String value) implements Comparable<LogName> {

    public static final LogName EVERYONE = new LogName("everyone");

    private static final String ORGANIZATION = "organization:";
    private static final String ACCOUNT = "account:";
    private static final String PRODUCT = "product:";

    public static LogName ofOrganization(UUID id) {
        return new LogName(ORGANIZATION + id);
    }

    public static LogName ofAccount(UUID id) {
        return new LogName(ACCOUNT + id);
    }

    public static LogName ofProduct(UUID id) {
        return new LogName(PRODUCT + id);
    }

    /// Where an update is written so that everybody who may see it finds it in one of their logs: news of an order is
    /// in two, because its customer need not belong to the organisation.
    static List<LogName> of(Update update) {
        return switch (update.audience()) {
            case Audience.Order order ->
                List.of(ofOrganization(update.organizationId()), ofAccount(order.customerId()));
            case Audience.Staff _, Audience.Members _ -> List.of(ofOrganization(update.organizationId()));
            case Audience.Product product -> List.of(ofProduct(product.productId()));
            case Audience.Account account -> List.of(ofAccount(account.accountId()));
            case Audience.Everyone _ -> List.of(EVERYONE);
        };
    }

    /// From its parts, as a cursor holds them.
    ///
    /// @param id asked for if that kind of log has one
    public static LogName of(char kind, Supplier<UUID> id) {
        return switch (kind) {
            case 'e' -> EVERYONE;
            case 'o' -> ofOrganization(id.get());
            case 'a' -> ofAccount(id.get());
            case 'p' -> ofProduct(id.get());
            default -> throw new IllegalArgumentException("kind: " + kind + " (expected: one of e, o, a, p)");
        };
    }

    public char kind() {
        return value.charAt(0);
    }

    public Optional<UUID> id() {
        var end = value.indexOf(':');
        return end < 0 ? Optional.empty() : Optional.of(UUID.fromString(value.substring(end + 1)));
    }

    @Override
    public int compareTo(LogName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
