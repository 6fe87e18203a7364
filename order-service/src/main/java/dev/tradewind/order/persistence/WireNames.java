package dev.tradewind.order.persistence;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.WireName;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The name by which a message is known outside, also where we keep it.
public final class WireNames {

    private static final ClassValue<String> NAMES = new ClassValue<>() {

        @Override
        protected String computeValue(Class<?> type) {
            return type.getAnnotation(WireName.class).value();
        }
    };

    private static final Map<String, Class<? extends OrderEvent>> ORDER_EVENTS = Stream.of(
                    OrderEvent.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(
                    it -> it.getAnnotation(WireName.class).value(), it -> it.asSubclass(OrderEvent.class)));

    private WireNames() {}

    public static String of(Message message) {
        return NAMES.get(message.getClass());
    }

    /// What `order_events` keeps under this name.
    public static Class<? extends OrderEvent> orderEvent(String name) {
        var type = ORDER_EVENTS.get(name);
        if (type == null) {
            throw new IllegalStateException("Unknown order event: " + name);
        }
        return type;
    }
}
