package dev.tradewind.inventory.domain;

import static dev.tradewind.inventory.domain.Desk.ORGANIZATION;
import static dev.tradewind.inventory.domain.Desk.confirm;
import static dev.tradewind.inventory.domain.Desk.confirmChange;
import static dev.tradewind.inventory.domain.Desk.release;
import static dev.tradewind.inventory.domain.Desk.releaseChange;
import static dev.tradewind.inventory.domain.Desk.restock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.ChangeConfirmed;
import dev.tradewind.contracts.OrderReply.ChangeLost;
import dev.tradewind.contracts.OrderReply.ChangeRefused;
import dev.tradewind.contracts.OrderReply.ChangeReleased;
import dev.tradewind.contracts.OrderReply.ChangeReserved;
import dev.tradewind.contracts.OrderReply.DifferenceApproved;
import dev.tradewind.contracts.OrderReply.DifferenceRefused;
import dev.tradewind.contracts.OrderReply.DifferenceVoided;
import dev.tradewind.contracts.OrderReply.PaymentApproved;
import dev.tradewind.contracts.OrderReply.PaymentRefused;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.OrderReply.RefundCompleted;
import dev.tradewind.contracts.OrderReply.RefundRefused;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.OrderReply.ReservationLost;
import dev.tradewind.contracts.OrderReply.ReservationReleased;
import dev.tradewind.contracts.OrderReply.ReservationRestocked;
import dev.tradewind.contracts.OrderReply.RestockRefused;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.contracts.OrderReply.StockReserved;
import dev.tradewind.inventory.domain.ReservationStatus.Reserved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is asked in whatever order, a batch decides like one command after the other, and the books balance
/// after each.
class BatchesAgainstOneAfterTheOtherTest {

    private static final int BATCHES = 60;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void decideAlike(long seed) {
        var random = new Random(seed);
        var desk = new Desk();
        var model = new OneAfterTheOther();
        var products = new ArrayList<UUID>();
        for (var i = 0; i < 4; i++) {
            var onHand = random.nextInt(12);
            var product = desk.shelve(onHand);
            products.add(product);
            model.onHand.put(product, (long) onHand);
        }
        var initial = Map.copyOf(desk.stocks);
        products.add(UUID.randomUUID());
        var ids = new ArrayList<UUID>();

        for (var batch = 0; batch < BATCHES; batch++) {
            var commands = commands(random, products, ids);
            var before = Map.copyOf(desk.stocks);

            var replies = desk.ask(commands);

            for (var i = 0; i < commands.size(); i++) {
                assertThat(word(replies.get(i)))
                        .as("%s", commands.get(i))
                        .isEqualTo(model.ask(commands.get(i), desk.now));
            }
            booksBalance(desk, model, initial, before);
            desk.pass(Duration.ofSeconds(random.nextInt(4)));
            if (random.nextInt(3) == 0) {
                desk.sweep();
                model.sweep(desk.now);
            }
        }
    }

    private static List<InventoryCommand> commands(Random random, List<UUID> products, List<UUID> ids) {
        var commands = new ArrayList<InventoryCommand>();
        for (var i = random.nextInt(20); i >= 0; i--) {
            if (ids.isEmpty() || random.nextInt(3) == 0) {
                ids.add(UUID.randomUUID());
            }
            var id = ids.get(Math.max(0, ids.size() - 1 - random.nextInt(12)));
            commands.add(
                    switch (random.nextInt(9)) {
                        case 0 -> confirm(id);
                        case 1 -> release(id);
                        case 2 -> restock(id);
                        case 3, 4 ->
                            new ReserveChange(id, ORGANIZATION, id, change(random, id), lines(random, products));
                        case 5 -> confirmChange(id, change(random, id));
                        case 6 -> random.nextBoolean() ? releaseChange(id, change(random, id)) : confirm(id);
                        default ->
                            new ReserveStock(id, ORGANIZATION, id, lines(random, products), 1 + random.nextInt(10));
                    });
        }
        return commands;
    }

    /// A few of each order, so that one meets itself and others.
    private static UUID change(Random random, UUID order) {
        return new UUID(order.getMostSignificantBits(), random.nextInt(3));
    }

    private static List<Line> lines(Random random, List<UUID> products) {
        var lines = new ArrayList<Line>();
        for (var i = random.nextInt(3); i >= 0; i--) {
            var index = random.nextInt(20) == 0 ? products.size() - 1 : random.nextInt(products.size() - 1);
            lines.add(new Line(products.get(index), 1 + random.nextInt(3)));
        }
        return lines;
    }

    private static void booksBalance(
            Desk desk, OneAfterTheOther model, Map<UUID, Stock> initial, Map<UUID, Stock> before) {
        var moved = new HashMap<UUID, Long>();
        desk.movements.forEach(it -> moved.merge(it.productId(), it.delta(), Long::sum));
        var reserved = new HashMap<UUID, Long>();
        desk.reservations.values().stream()
                .filter(it -> it.status() instanceof Reserved)
                .flatMap(it -> it.lines().stream())
                .forEach(line -> reserved.merge(line.productId(), line.quantity(), Long::sum));
        desk.changes.values().stream()
                .filter(Change::isOpen)
                .forEach(it ->
                        it.lines().forEach(line -> reserved.merge(line.productId(), onTop(desk, it, line), Long::sum)));
        initial.forEach((product, first) -> {
            var stock = desk.stock(product);
            var previous = before.getOrDefault(product, first);
            assertThat(stock.onHand())
                    .isEqualTo(model.onHand.get(product))
                    .isEqualTo(first.onHand() + moved.getOrDefault(product, 0L));
            assertThat(stock.reserved())
                    .isEqualTo(model.reserved(product))
                    .isEqualTo(reserved.getOrDefault(product, 0L));
            assertThat(stock.version())
                    .isEqualTo(stock.countsLike(previous) ? previous.version() : previous.version() + 1);
        });
    }

    private static long onTop(Desk desk, Change change, Reservation.Line line) {
        var had = Objects.requireNonNull(desk.reservations.get(change.reservationId())).lines().stream()
                .filter(it -> it.productId().equals(line.productId()))
                .mapToLong(Reservation.Line::quantity)
                .sum();
        return Math.max(0, line.quantity() - had);
    }

    private static String word(OrderReply reply) {
        return switch (reply) {
            case StockReserved it -> "reserved " + it.expiresAt();
            case StockRefused it -> "refused " + it.reason();
            case ReservationConfirmed _ -> "confirmed";
            case ReservationLost it -> "lost " + it.reason();
            case ReservationReleased _ -> "released";
            case ReservationRestocked _ -> "restocked";
            case RestockRefused it -> "restock refused " + it.reason();
            case ChangeReserved _ -> "set aside";
            case ChangeRefused it -> "not changed " + it.reason();
            case ChangeConfirmed _ -> "changed";
            case ChangeLost it -> "change lost " + it.reason();
            case ChangeReleased _ -> "change released";
            case PaymentApproved _, PaymentRefused _, PaymentVoided _ -> "not ours";
            case RefundCompleted _, RefundRefused _ -> "not ours";
            case DifferenceApproved _, DifferenceRefused _, DifferenceVoided _ -> "not ours";
        };
    }
}
