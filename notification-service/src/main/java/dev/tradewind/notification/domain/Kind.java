package dev.tradewind.notification.domain;

import static dev.tradewind.notification.domain.Channel.EMAIL;
import static dev.tradewind.notification.domain.Channel.IN_APP;
import static dev.tradewind.notification.domain.Kind.Haste.AT_ONCE;
import static dev.tradewind.notification.domain.Kind.Haste.CAN_WAIT;

import java.util.Locale;
import java.util.Set;

/// What people are told of, and can choose to be told of or not.
public enum Kind {
    ORDER_PLACED("order:created", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of()),
    ORDER_CONFIRMED("order:updated", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    ORDER_REJECTED("order:updated", AT_ONCE, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    ORDER_PREPARING("order:updated", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    ORDER_UPDATED("order:updated", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    ORDER_READY("order:updated", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    ORDER_PACKED("order:updated", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of(IN_APP)),
    ORDER_ON_ITS_WAY("order:updated", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    ORDER_SHIPPED("order:updated", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    ORDER_DELIVERED("order:updated", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    ORDER_COMPLETED("order:updated", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of(IN_APP)),
    ORDER_CANCELLED("order:updated", AT_ONCE, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    ORDER_MODIFIED("order:updated", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    PAYMENT_RECEIVED("payment:updated", CAN_WAIT, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    PAYMENT_REFUNDED("payment:updated", AT_ONCE, Set.of(EMAIL, IN_APP), Set.of(EMAIL, IN_APP)),
    REVIEW_REQUEST("order:updated", CAN_WAIT, Set.of(EMAIL), Set.of(EMAIL)),
    /// Only who said yes gets it.
    PROMOTION("promotion", CAN_WAIT, Set.of(EMAIL), Set.of());

    /// Whether it respects quiet hours.
    public enum Haste {
        AT_ONCE,
        CAN_WAIT
    }

    private final String type;
    private final Haste haste;

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of.
    private final Set<Channel> channels;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Channel> unlessChosen;

    Kind(String type, Haste haste, Set<Channel> channels, Set<Channel> unlessChosen) {
        this.type = type;
        this.haste = haste;
        this.channels = channels;
        this.unlessChosen = unlessChosen;
    }

    /// What kind of news it is, as clients of the realtime messages tell them apart.
    public String type() {
        return type;
    }

    public Haste haste() {
        return haste;
    }

    /// Those it can be told by.
    public Set<Channel> channels() {
        return channels;
    }

    /// Whether somebody is told by this channel who has chosen nothing.
    public boolean isToldBy(Channel channel) {
        return unlessChosen.contains(channel);
    }

    /// As templates are called: `order-confirmed`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
