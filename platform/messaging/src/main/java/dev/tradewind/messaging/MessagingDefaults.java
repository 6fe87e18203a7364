package dev.tradewind.messaging;

/// How every service speaks to its database and to Kafka.
class MessagingDefaults extends Defaults {

    MessagingDefaults() {
        super("tradewind-messaging-defaults.properties");
    }
}
