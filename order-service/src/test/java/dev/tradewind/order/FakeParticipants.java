package dev.tradewind.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Inventory and payment as their contracts describe them, speaking over the real Kafka and sharing no code with the
/// service. What they are to do badly is told by the quantity and by the card.
final class FakeParticipants {

    static final int OUT_OF_STOCK = 9_999;
    static final int EXPIRES = 9_998;
    static final int SILENT_RESERVATION = 9_997;
    static final int SILENT_CONFIRMATION = 9_996;
    static final int SILENT_RESTOCK = 9_995;
    static final int TOO_LATE = 9_994;
    static final String DECLINED = "tok_chargeDeclined";
    static final String SILENT = "tok_silent";

    private static final List<String> TOPICS = List.of("inventory.commands", "payments.commands", "activity.events");

    private final String prefix;
    private final int partitionsOfATopic;
    private final JsonMapper json = new JsonMapper();
    private final KafkaConsumer<String, String> consumer;
    private final KafkaProducer<String, String> producer;
    private final Map<String, String> stock = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Long>> left = new ConcurrentHashMap<>();
    private final Map<String, Integer> quantities = new ConcurrentHashMap<>();
    private final Map<String, String> changes = new ConcurrentHashMap<>();
    private final Map<String, Long> differences = new ConcurrentHashMap<>();
    private final Map<String, String> charges = new ConcurrentHashMap<>();
    private final Map<String, List<String>> heard = new ConcurrentHashMap<>();
    private final Set<String> speaking = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean open = true;

    FakeParticipants(String bootstrapServers, String prefix, int partitionsOfATopic) {
        this.partitionsOfATopic = partitionsOfATopic;
        this.prefix = prefix;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
        thread = Thread.ofPlatform().daemon().name("participants").start(this::listen);
    }

    List<String> heardOf(UUID orderId) {
        return List.copyOf(heard.getOrDefault(orderId.toString(), List.of()));
    }

    String stockOf(UUID orderId) {
        return stock.getOrDefault(orderId.toString(), "NONE");
    }

    String chargeOf(UUID orderId) {
        return charges.getOrDefault(orderId.toString(), "NONE");
    }

    /// Whoever was silent about this order answers from now on.
    void speakAbout(UUID orderId) {
        speaking.add(orderId.toString());
    }

    /// Says something that is not an answer to anything, twice: once as a repetition, once as a new message.
    void repeatTo(UUID orderId, String type, Map<String, Object> more) {
        var id = UUID.randomUUID();
        say(id, orderId.toString(), type, more);
        say(id, orderId.toString(), type, more);
        say(UUID.randomUUID(), orderId.toString(), type, more);
    }

    void send(String topic, UUID key, String type, Object message) {
        deliver(record(UUID.randomUUID(), topic, key.toString(), type, json.writeValueAsString(message)));
    }

    private void listen() {
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : TOPICS) {
            for (var partition = 0; partition < partitionsOfATopic; partition++) {
                partitions.add(new TopicPartition(prefix + topic, partition));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (open) {
            consumer.poll(Duration.ofMillis(50)).forEach(this::hear);
        }
        consumer.close();
    }

    private void hear(ConsumerRecord<String, String> received) {
        var command = (ObjectNode) json.readTree(received.value());
        var type = new String(received.headers().lastHeader("ce_type").value(), UTF_8)
                .replaceAll("^dev\\.tradewind\\.|\\.v1$", "");
        if (type.equals("inventory.hold-stock")) {
            hold(command);
            return;
        }
        if (type.startsWith("activity.")) {
            var account = command.get("accountId").asString();
            heard.computeIfAbsent(account, _ -> new CopyOnWriteArrayList<>())
                    .add((type + " " + command.path("channel").asString("")).strip());
            return;
        }
        var order = command.get("orderId").asString();
        heard.computeIfAbsent(order, _ -> new CopyOnWriteArrayList<>()).add(type);
        switch (type) {
            case "inventory.reserve-stock", "inventory.reserve-held-stock" -> reserve(order, command);
            case "inventory.confirm-reservation" -> confirm(order);
            case "inventory.release-reservation" -> release(order);
            case "inventory.restock-reservation" -> restock(order);
            case "payment.refund" -> refund(order, command);
            case "inventory.reserve-change" -> reserveChange(order, command);
            case "inventory.confirm-change" -> confirmChange(order, command);
            case "inventory.release-change" -> releaseChange(order, command);
            case "payment.charge-difference" -> chargeDifference(order, command);
            case "payment.void-difference" -> voidDifference(order, command);
            case "payment.charge" -> charge(order, command.get("cardToken").asString());
            case "payment.void" -> giveBack(order);
            default -> throw new IllegalArgumentException(type);
        }
    }

    /// Everything that is wanted, unless it is told not to be there.
    private void hold(JsonNode command) {
        var lines = new ArrayList<Map<String, Object>>();
        for (var line : command.get("lines")) {
            if (line.get("quantity").asInt() != OUT_OF_STOCK) {
                var product = line.get("productId").asString();
                var held = new HashMap<String, Object>(Map.of(
                        "productId", product, "quantity", line.get("quantity").asInt()));
                if (left.containsKey(product)) {
                    held.put("left", left.get(product));
                }
                lines.add(held);
            }
        }
        var cart = command.get("reservationId").asString();
        heard.computeIfAbsent(cart, _ -> new CopyOnWriteArrayList<>()).add("inventory.hold-stock " + lines.size());
        var held = new HashMap<String, Object>(Map.of(
                "reservationId",
                cart,
                "organizationId",
                command.get("organizationId").asString(),
                "revision",
                command.get("revision").asLong(),
                "lines",
                lines,
                "occurredAt",
                Instant.now().toString()));
        if (!lines.isEmpty()) {
            held.put("expiresAt", Instant.now().plusSeconds(600).toString());
        }
        send("inventory.holds", UUID.fromString(cart), "inventory.stock-held", held);
    }

    /// Whoever holds of this product from now on is told what is left of it.
    void leave(UUID product, long available, long sequence) {
        left.put(product.toString(), Map.of("available", available, "sequence", sequence));
    }

    void expireHold(UUID cart, UUID organization, long revision) {
        send(
                "inventory.holds",
                cart,
                "inventory.hold-expired",
                Map.of(
                        "reservationId",
                        cart,
                        "organizationId",
                        organization,
                        "revision",
                        revision,
                        "occurredAt",
                        Instant.now().toString()));
    }

    private void reserve(String order, JsonNode command) {
        var quantity = command.get("lines").get(0).get("quantity").asInt();
        quantities.put(order, quantity);
        stock.putIfAbsent(order, quantity == OUT_OF_STOCK || quantity == TOO_LATE ? "REFUSED" : "RESERVED");
        if (quantity == SILENT_RESERVATION && !speaking.contains(order)) {
            return;
        }
        if (stockIs(order, "RESERVED")) {
            answer(
                    order,
                    "inventory.stock-reserved",
                    Map.of(
                            "reservationId",
                            order,
                            "expiresAt",
                            Instant.now().plusSeconds(900).toString()));
        } else {
            answer(order, "inventory.stock-refused", Map.of("reservationId", order, "reason", whyNot(order, quantity)));
        }
    }

    private String whyNot(String order, int quantity) {
        if (!stockIs(order, "REFUSED")) {
            return "released";
        }
        return quantity == TOO_LATE ? "expired" : "out-of-stock";
    }

    private void confirm(String order) {
        var quantity = quantities.getOrDefault(order, 0);
        stock.computeIfPresent(
                order, (_, now) -> now.equals("RESERVED") ? quantity == EXPIRES ? "EXPIRED" : "SOLD" : now);
        if (quantity == SILENT_CONFIRMATION && !speaking.contains(order)) {
            return;
        }
        if (stockIs(order, "SOLD")) {
            answer(order, "inventory.reservation-confirmed", Map.of("reservationId", order));
        } else {
            answer(
                    order,
                    "inventory.reservation-lost",
                    Map.of("reservationId", order, "reason", stockIs(order, "EXPIRED") ? "expired" : "released"));
        }
    }

    private void release(String order) {
        stock.merge(order, "RELEASED", (now, next) -> now.equals("RESERVED") ? next : now);
        answer(
                order,
                stockIs(order, "SOLD") || stockIs(order, "RESTOCKED")
                        ? "inventory.reservation-confirmed"
                        : "inventory.reservation-released",
                Map.of("reservationId", order));
    }

    private void restock(String order) {
        if (stockIs(order, "SHIPPED")) {
            answer(order, "inventory.restock-refused", Map.of("reservationId", order, "reason", "shipped"));
            return;
        }
        stock.put(order, "RESTOCKED");
        if (quantities.getOrDefault(order, 0) == SILENT_RESTOCK && !speaking.contains(order)) {
            return;
        }
        answer(order, "inventory.reservation-restocked", Map.of("reservationId", order));
    }

    private void reserveChange(String order, JsonNode command) {
        var change = command.get("changeId").asString();
        var quantity = command.get("lines").get(0).get("quantity").asInt();
        var isThere = stockIs(order, "SOLD") && quantity != OUT_OF_STOCK;
        changes.putIfAbsent(change, isThere ? "OPEN" : "REFUSED");
        quantities.put(change, quantity);
        if (quantity == SILENT_RESERVATION && !speaking.contains(order)) {
            return;
        }
        if ("OPEN".equals(changes.get(change))) {
            answerChange(order, "change-reserved", change, Map.of());
        } else {
            answerChange(order, "change-refused", change, Map.of("reason", isThere ? "released" : "out-of-stock"));
        }
    }

    private void confirmChange(String order, JsonNode command) {
        var change = command.get("changeId").asString();
        changes.compute(change, (_, now) -> "OPEN".equals(now) || "MADE".equals(now) ? "MADE" : "RELEASED");
        if (quantities.getOrDefault(change, 0) == SILENT_CONFIRMATION && !speaking.contains(order)) {
            return;
        }
        if ("MADE".equals(changes.get(change))) {
            quantities.put(order, quantities.getOrDefault(change, 0));
            answerChange(order, "change-confirmed", change, Map.of());
        } else {
            answerChange(order, "change-lost", change, Map.of("reason", "released"));
        }
    }

    private void releaseChange(String order, JsonNode command) {
        var change = command.get("changeId").asString();
        changes.merge(change, "RELEASED", (now, next) -> now.equals("MADE") ? now : next);
        answerChange(
                order, "MADE".equals(changes.get(change)) ? "change-confirmed" : "change-released", change, Map.of());
    }

    private void answerChange(String order, String type, String change, Map<String, Object> more) {
        var message = new HashMap<>(more);
        message.put("reservationId", order);
        message.put("changeId", change);
        answer(order, "inventory." + type, message);
    }

    private void chargeDifference(String order, JsonNode command) {
        var charge = command.get("chargeId").asString();
        var isDeclined = command.path("cardToken").asString("").equals(DECLINED);
        differences.putIfAbsent(
                charge, isDeclined ? 0 : command.at("/amount/amount").asLong());
        if (differenceOf(charge) > 0) {
            answer(order, "payment.difference-approved", Map.of("chargeId", charge, "paymentId", charge));
        } else {
            answer(order, "payment.difference-refused", Map.of("chargeId", charge, "reason", "card_declined"));
        }
    }

    private void voidDifference(String order, JsonNode command) {
        var charge = command.get("chargeId").asString();
        differences.put(charge, 0L);
        answer(order, "payment.difference-voided", Map.of("chargeId", charge));
    }

    /// What was charged for this change of an order, in minor units.
    long differenceOf(String change) {
        return differences.getOrDefault(change, 0L);
    }

    String changeOf(String change) {
        return changes.getOrDefault(change, "NONE");
    }

    int piecesOf(UUID orderId) {
        return quantities.getOrDefault(orderId.toString(), 0);
    }

    /// What was asked to be sold is only reserved.
    void forgetSale(UUID orderId) {
        stock.put(orderId.toString(), "RESERVED");
    }

    /// The goods left the house before anybody was told.
    void ship(UUID orderId) {
        stock.put(orderId.toString(), "SHIPPED");
    }

    /// One of 13 minor units is refused, of 17 only 10 go back, and 19 are not answered, until we are to speak.
    private void refund(String order, ObjectNode command) {
        var refundId = command.get("refundId").asString();
        var amount = speaking.contains(order) ? 0 : command.at("/amount/amount").asLong();
        if (amount == 13) {
            answer(order, "payment.refund-refused", Map.of("refundId", refundId, "reason", "charge_disputed"));
            return;
        }
        if (amount == 17) {
            answer(
                    order,
                    "payment.refund-refused",
                    Map.of(
                            "refundId",
                            refundId,
                            "reason",
                            "charge_disputed",
                            "refunded",
                            Map.of("amount", 10, "currency", "BRL")));
            return;
        }
        if (amount == 19) {
            return;
        }
        answer(order, "payment.refund-completed", Map.of("refundId", refundId, "amount", command.get("amount")));
    }

    private void charge(String order, String token) {
        charges.putIfAbsent(order, token.equals(DECLINED) ? "DECLINED" : "TAKEN");
        if (token.equals(SILENT) && !speaking.contains(order)) {
            return;
        }
        if ("TAKEN".equals(charges.get(order))) {
            answer(
                    order,
                    "payment.approved",
                    Map.of(
                            "paymentId",
                            UUID.nameUUIDFromBytes(order.getBytes(UTF_8)).toString()));
        } else {
            answer(order, "payment.refused", Map.of("reason", "card_declined"));
        }
    }

    private void giveBack(String order) {
        var before = charges.put(order, "VOIDED");
        answer(
                order,
                "payment.voided",
                "TAKEN".equals(before) ? Map.of("refunded", Map.of("amount", 1, "currency", "BRL")) : Map.of());
    }

    private boolean stockIs(String order, String state) {
        return state.equals(stock.get(order));
    }

    private void answer(String order, String type, Map<String, Object> more) {
        say(UUID.randomUUID(), order, type, more);
    }

    private void say(UUID id, String order, String type, Map<String, Object> more) {
        var message = new HashMap<String, @Nullable Object>(more);
        message.put("orderId", order);
        message.put("organizationId", new UUID(0, 0).toString());
        deliver(record(id, "orders.replies", order, type, json.writeValueAsString(message)));
    }

    private void deliver(ProducerRecord<String, String> message) {
        try {
            producer.send(message).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private ProducerRecord<String, String> record(UUID id, String topic, String key, String type, String value) {
        var sent = new ProducerRecord<>(prefix + topic, key, value);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_source",
                        "/somebody",
                        "ce_type",
                        "dev.tradewind." + type + ".v1",
                        "ce_subject",
                        key,
                        "ce_time",
                        Instant.now().toString())
                .forEach((name, text) ->
                        sent.headers().add(name, Objects.requireNonNull(text).getBytes(UTF_8)));
        return sent;
    }

    void close() throws InterruptedException {
        open = false;
        thread.join();
        producer.close();
    }
}
