package dev.tradewind.messaging;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.PaymentCommand;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A small service that hears commands, writes down what it heard in its own table, and fails when told to.
@SpringBootApplication
class Parlour {

    static final String GROUP = "parlour";

    @Bean
    Heard heard(JdbcClient jdbc) {
        return new Heard(jdbc);
    }

    @Bean
    Subscription<InventoryCommand> commands(Heard heard) {
        return Subscription.ofBatches(GROUP, Set.of(InventoryCommand.class), heard::take);
    }

    @Bean
    Gathered gathered() {
        return new Gathered(new CopyOnWriteArrayList<>(), new ConcurrentHashMap<>());
    }

    @Bean
    Subscription<PaymentCommand> gathering(Gathered gathered) {
        return Subscription.<PaymentCommand>ofBatches("gathering", Set.of(PaymentCommand.class), gathered::take)
                .patiently();
    }

    /// What came together to who lets messages gather.
    record Gathered(List<List<UUID>> batches, Map<UUID, CountDownLatch> held) {

        private void take(List<Received<PaymentCommand>> batch) {
            var orders = batch.stream().map(it -> it.message().orderId()).toList();
            batches.add(orders);
            orders.stream().map(held::get).filter(Objects::nonNull).forEach(Gathered::await);
        }

        private static void await(CountDownLatch end) {
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        /// Whoever handles it comes to no end before the latch is down.
        CountDownLatch hold(UUID orderId) {
            var end = new CountDownLatch(1);
            held.put(orderId, end);
            return end;
        }

        boolean has(UUID orderId) {
            return batches.stream().anyMatch(it -> it.contains(orderId));
        }
    }

    static ConfirmReservation confirm(UUID key) {
        return new ConfirmReservation(key, Ids.next(), Ids.next());
    }

    /// What the handler did, and what shall go wrong before it does.
    static class Heard {

        private final JdbcClient jdbc;
        private final Map<UUID, Consumer<Received<InventoryCommand>>> trouble = new ConcurrentHashMap<>();
        final List<Integer> batches = new CopyOnWriteArrayList<>();

        Heard(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        void take(List<Received<InventoryCommand>> batch) {
            batches.add(batch.size());
            for (var received : batch) {
                trouble.getOrDefault(received.message().key(), _ -> {}).accept(received);
                jdbc.sql("insert into heard (key, note) values (?, ?)")
                        .param(received.message().key())
                        .param(Objects.requireNonNull(received.message().orderId())
                                .toString())
                        .update();
            }
        }

        void troubleWith(UUID key, Consumer<Received<InventoryCommand>> what) {
            trouble.put(key, what);
        }

        void healed(UUID key) {
            trouble.remove(key);
        }

        /// The order ids heard of under this key, in the order they were written down.
        List<String> of(UUID key) {
            return jdbc.sql("select note from heard where key = ? order by number")
                    .param(key)
                    .query((row, _) -> row.getString(1))
                    .list();
        }
    }
}
