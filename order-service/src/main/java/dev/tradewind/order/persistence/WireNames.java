package dev.tradewind.order.persistence;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.WireName;

/// The name by which a message is known outside, also where we keep it.
public final class WireNames {

    private static final ClassValue<String> NAMES = new ClassValue<>() {

        @Override
        protected String computeValue(Class<?> type) {
            return type.getAnnotation(WireName.class).value();
        }
    };

    private WireNames() {}

    public static String of(Message message) {
        return NAMES.get(message.getClass());
    }
}
