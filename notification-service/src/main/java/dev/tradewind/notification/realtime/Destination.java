package dev.tradewind.notification.realtime;

import dev.tradewind.web.BadParameter;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What can be listened to. There are no patterns: one destination is one thing.
sealed interface Destination {

    /// One order.
    record Order(UUID id) implements Destination {}

    /// All that everyone of an organisation may know, and orders for those who may see them.
    record Organization(UUID id) implements Destination {}

    /// What only an organisation's staff may know.
    record Staff(UUID organizationId) implements Destination {}

    /// How much of a product there is.
    record Stock(UUID productId) implements Destination {}

    /// All that concerns the caller.
    record Own() implements Destination {}

    String ID = "([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})";
    Pattern ORDER = Pattern.compile("/topic/orders/" + ID);
    Pattern ORGANIZATION = Pattern.compile("/topic/organizations/" + ID);
    Pattern STAFF = Pattern.compile("/topic/organizations/" + ID + "/staff");
    Pattern STOCK = Pattern.compile("/topic/products/" + ID + "/inventory");
    String OWN = "/user/queue/updates";

    /// As clients write it.
    static Destination parse(String text) {
        if (text.equals(OWN)) {
            return new Own();
        }
        return match(ORDER, text, Order::new)
                .or(() -> match(ORGANIZATION, text, Organization::new))
                .or(() -> match(STAFF, text, Staff::new))
                .or(() -> match(STOCK, text, Stock::new))
                .orElseThrow(() -> new BadParameter("destination", "is none that can be listened to"));
    }

    private static Optional<Destination> match(Pattern pattern, String text, Function<UUID, Destination> destination) {
        var match = pattern.matcher(text);
        return match.matches() ? Optional.of(destination.apply(UUID.fromString(match.group(1)))) : Optional.empty();
    }
}
