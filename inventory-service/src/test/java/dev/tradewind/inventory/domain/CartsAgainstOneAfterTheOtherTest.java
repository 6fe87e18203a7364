package dev.tradewind.inventory.domain;

import static dev.tradewind.inventory.domain.Desk.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.HoldEvent.StockHeld;
import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.HoldStock;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveHeldStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.OrderReply.ReservationLost;
import dev.tradewind.contracts.OrderReply.ReservationReleased;
import dev.tradewind.contracts.OrderReply.ReservationRestocked;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.contracts.OrderReply.StockReserved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Carts and orders want the same few pieces: a batch decides like one command after the other, whatever comes twice,
/// late or in between, and never is more promised than there is.
class CartsAgainstOneAfterTheOtherTest {

    private static final int BATCHES = 60;

    private final List<UUID> carts = new ArrayList<>();
    private final List<UUID> orders = new ArrayList<>();
    private final Set<UUID> ofOrders = new HashSet<>();
    private long revision;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void F1_decideAlikeAndNeverPromiseMoreThanThereIs(long seed) {
        var random = new Random(seed);
        var desk = new Desk();
        var shop = new OneAfterTheOther();
        var model = new CartsOneAfterTheOther(shop);
        var products = new ArrayList<UUID>();
        for (var i = 0; i < 3; i++) {
            var onHand = random.nextInt(8);
            var product = desk.shelve(onHand);
            products.add(product);
            shop.onHand.put(product, (long) onHand);
        }
        products.add(UUID.randomUUID());

        for (var batch = 0; batch < BATCHES; batch++) {
            var commands = Stream.generate(() -> command(random, products))
                    .limit(1 + random.nextInt(15))
                    .toList();

            var replies = desk.tell(commands);

            for (var i = 0; i < commands.size(); i++) {
                var command = commands.get(i);
                assertThat(word(replies.get(i)))
                        .as("%s", command)
                        .isEqualTo(
                                ofOrders.contains(command.reservationId())
                                        ? shop.ask(command, desk.now)
                                        : model.ask(command, desk.now));
            }
            for (var product : products.subList(0, 3)) {
                var stock = desk.stock(product);
                assertThat(stock.onHand()).isEqualTo(shop.onHand.get(product));
                assertThat(stock.reserved()).isEqualTo(shop.reserved(product) + model.held(product));
            }
            assertThat(desk.expiries).hasSize(model.expired());
            desk.pass(Duration.ofSeconds(random.nextInt(4)));
            if (random.nextInt(3) == 0) {
                desk.sweep();
                shop.sweep(desk.now);
                model.sweep(desk.now);
            }
        }
    }

    private InventoryCommand command(Random random, List<UUID> products) {
        if (random.nextInt(4) == 0) {
            return ofAnOrder(random, products);
        }
        var before = carts.size();
        var cart = known(carts, random, 6, 10);
        var order = known(orders, random, 4, 3);
        // Nobody confirms or releases what was never held or taken over: the commands of a cart keep their order.
        return switch (random.nextInt(carts.size() > before ? 5 : 8)) {
            case 0, 1, 2 ->
                new HoldStock(
                        cart,
                        ORGANIZATION,
                        Math.max(1, ++revision - random.nextInt(3)),
                        random.nextInt(6) == 0 ? List.of() : lines(random, products),
                        1 + random.nextInt(8),
                        8 + random.nextInt(12));
            case 3, 4 ->
                new ReserveHeldStock(cart, ORGANIZATION, order, lines(random, products), 1 + random.nextInt(10));
            case 5 -> new ConfirmReservation(cart, ORGANIZATION, order);
            case 6 -> new ReleaseReservation(cart, ORGANIZATION, order);
            default ->
                random.nextInt(3) == 0
                        ? new RestockReservation(cart, ORGANIZATION, order)
                        : new ReleaseReservation(cart, ORGANIZATION, order);
        };
    }

    private InventoryCommand ofAnOrder(Random random, List<UUID> products) {
        var id = UUID.randomUUID();
        if (!ofOrders.isEmpty() && random.nextBoolean()) {
            id = List.copyOf(ofOrders).get(random.nextInt(ofOrders.size()));
        }
        ofOrders.add(id);
        return switch (random.nextInt(4)) {
            case 0 -> Desk.confirm(id);
            case 1 -> Desk.release(id);
            default -> new ReserveStock(id, ORGANIZATION, id, lines(random, products), 1 + random.nextInt(10));
        };
    }

    private static UUID known(List<UUID> ids, Random random, int recent, int newOneIn) {
        if (ids.isEmpty() || random.nextInt(newOneIn) == 0) {
            ids.add(UUID.randomUUID());
            return ids.getLast();
        }
        return ids.get(Math.max(0, ids.size() - 1 - random.nextInt(recent)));
    }

    private static List<Line> lines(Random random, List<UUID> products) {
        var lines = new ArrayList<Line>();
        for (var i = random.nextInt(3); i >= 0; i--) {
            var index = random.nextInt(20) == 0 ? products.size() - 1 : random.nextInt(products.size() - 1);
            lines.add(new Line(products.get(index), 1 + random.nextInt(3)));
        }
        return lines;
    }

    private static String word(Message reply) {
        return switch (reply) {
            case StockHeld it -> {
                var pieces = new TreeMap<UUID, Long>();
                it.lines().forEach(line -> pieces.put(line.productId(), line.quantity()));
                yield "held " + pieces + " " + (it.expiresAt() == null ? "never" : it.expiresAt());
            }
            case StockReserved it -> "reserved " + it.expiresAt();
            case StockRefused it -> "refused " + it.reason();
            case ReservationConfirmed _ -> "confirmed";
            case ReservationLost it -> "lost " + it.reason();
            case ReservationReleased _ -> "released";
            case ReservationRestocked _ -> "restocked";
            default -> throw new IllegalArgumentException(reply.toString());
        };
    }
}
