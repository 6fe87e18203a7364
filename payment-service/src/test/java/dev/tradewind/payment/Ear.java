package dev.tradewind.payment;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.PaymentEvent;
import dev.tradewind.messaging.Received;
import dev.tradewind.messaging.Subscription;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// Hears on Kafka what payment-service says.
@TestConfiguration(proxyBeanMethods = false)
class Ear {

    private final List<Received<Message>> heard = new CopyOnWriteArrayList<>();

    @Bean
    Subscription<Message> listening() {
        return Subscription.of("test-ear", Set.of(OrderReply.class, PaymentEvent.class), heard::add);
    }

    List<Message> about(UUID orderId) {
        return received(orderId).stream().map(Received::message).toList();
    }

    List<Received<Message>> received(UUID orderId) {
        return heard.stream().filter(it -> it.message().key().equals(orderId)).toList();
    }
}
