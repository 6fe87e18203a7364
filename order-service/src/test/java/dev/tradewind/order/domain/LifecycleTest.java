package dev.tradewind.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderStatusChanged;
import dev.tradewind.order.domain.CannotChange.IllegalTransition;
import dev.tradewind.order.domain.OrderStatus.Cancelled;
import dev.tradewind.order.domain.OrderStatus.Kept;
import dev.tradewind.order.domain.OrderStatus.Pending;
import dev.tradewind.order.domain.OrderStatus.Rejected;
import dev.tradewind.web.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every state × every action × every party, against the table as a person would draw it.
class LifecycleTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /// `from > to` by whom: C customer, S staff, W warehouse. What is not here is refused.
    private static final String PICKUP = """
        PENDING > CANCELLED CS
        CONFIRMED > PREPARING S, CONFIRMED > CANCELLED CS
        PREPARING > READY S, PREPARING > CANCELLED CS
        READY > COMPLETED S, READY > CANCELLED CS
        """;

    private static final String DELIVERY = """
        PENDING > CANCELLED CS
        CONFIRMED > PREPARING S, CONFIRMED > CANCELLED CS
        PREPARING > READY S, PREPARING > CANCELLED CS
        READY > OUT_FOR_DELIVERY S, READY > CANCELLED CS
        OUT_FOR_DELIVERY > DELIVERED S
        """;

    private static final String SHIPMENT = """
        PENDING > CANCELLED CS
        CONFIRMED > PACKED SW, CONFIRMED > CANCELLED CS
        PACKED > SHIPPED SW, PACKED > CANCELLED CS
        SHIPPED > DELIVERED SW
        """;

    static Stream<Arguments> everything() {
        var all = new ArrayList<Arguments>();
        for (var fulfilment : Fulfilment.values()) {
            for (var from : Stage.values()) {
                for (var to : Stage.values()) {
                    for (var by : List.of(Party.CUSTOMER, Party.STAFF, Party.WAREHOUSE)) {
                        all.add(Arguments.of(fulfilment, from, to, by));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void P2_S3_K9_everyStepIsAllowedOrRefusedAsDrawn(Fulfilment fulfilment, Stage from, Stage to, Party by) {
        var order = order(fulfilment, from);
        var allowed = drawn(fulfilment).contains(from + " > " + to + " " + by);

        if (allowed) {
            var change = act(order, to, by);

            assertThat(change.order().status().stage()).isEqualTo(to);
            assertThat(change.order().version()).isEqualTo(order.version() + 1);
            assertThat(change.order().sequence())
                    .isEqualTo(order.sequence() + change.events().size());
            assertThat(change.events())
                    .extracting(Message::sequence)
                    .containsExactlyElementsOf(Stream.iterate(order.sequence() + 1, it -> it + 1)
                            .limit(change.events().size())
                            .toList());
        } else {
            assertThatExceptionOfType(IllegalTransition.class)
                    .isThrownBy(() -> act(order, to, by))
                    .satisfies(it -> {
                        assertThat(it.code()).isEqualTo("illegal-order-transition");
                        assertThat(it.kind()).isEqualTo(Refusal.Kind.CONFLICT);
                        for (var legal : Lifecycle.next(from, fulfilment, by)) {
                            assertThat(it.getMessage()).contains(legal == Stage.CANCELLED ? "" : legal.name());
                        }
                    });
        }
    }

    @Test
    void K6_aLaterEstimateOrANoteIsNewsWithoutAStep() {
        var order = order(Fulfilment.PICKUP, Stage.PREPARING);
        var estimate = new News(NOW.plusSeconds(600), "Soon.", null, null, List.of());

        var told = order.step(Stage.PREPARING, Party.STAFF, estimate, NOW);

        assertThat(told.order().status()).isEqualTo(order.status());
        assertThat(told.order().handling().estimatedReadyAt()).isEqualTo(NOW.plusSeconds(600));
        assertThat(told.events()).singleElement().isInstanceOfSatisfying(OrderStatusChanged.class, it -> {
            assertThat(it.previous()).isEqualTo(it.status()).isEqualTo("PREPARING");
            assertThat(it.note()).isEqualTo("Soon.");
        });
        assertThatExceptionOfType(IllegalTransition.class)
                .isThrownBy(() -> told.order()
                        .step(
                                Stage.PREPARING,
                                Party.STAFF,
                                new News(NOW.plusSeconds(600), null, null, null, List.of()),
                                NOW));
    }

    @ParameterizedTest
    @EnumSource
    void K5_K9_linesChangeUntilSomebodyBeginsWithThem(Stage stage) {
        for (var fulfilment : Fulfilment.values()) {
            var order = order(fulfilment, stage);
            if (stage == Stage.PENDING || stage == Stage.CONFIRMED) {
                order.mayBeModified();
                for (var open : OpenChange.values()) {
                    assertThatExceptionOfType(CannotChange.ChangeRunning.class)
                            .isThrownBy(order.asking(open)::mayBeModified);
                }
            } else {
                assertThatExceptionOfType(CannotChange.TooLateToModify.class)
                        .isThrownBy(order::mayBeModified)
                        .satisfies(it -> assertThat(it.code()).isEqualTo("order-not-modifiable"));
            }
        }
    }

    @Test
    void aStepWaitsUntilAnOpenWishIsDecided() {
        var asked = order(Fulfilment.SHIPMENT, Stage.PACKED).asking(OpenChange.CANCELLATION);

        assertThatExceptionOfType(CannotChange.ChangeRunning.class)
                .isThrownBy(() -> asked.step(Stage.SHIPPED, Party.STAFF, News.NONE, NOW));
        assertThat(asked.answered()
                        .step(Stage.SHIPPED, Party.STAFF, News.NONE, NOW)
                        .events())
                .hasSize(2);
    }

    private static Change act(Order order, Stage to, Party by) {
        return to == Stage.CANCELLED ? order.cancel(by, NOW) : order.step(to, by, News.NONE, NOW);
    }

    private static List<String> drawn(Fulfilment fulfilment) {
        var text = switch (fulfilment) {
            case PICKUP -> PICKUP;
            case DELIVERY -> DELIVERY;
            case SHIPMENT -> SHIPMENT;
        };
        return Stream.of(text.split("[,\n]\\s*", -1))
                .filter(it -> !it.isBlank())
                .flatMap(it -> {
                    var at = it.lastIndexOf(' ');
                    return it.substring(at + 1)
                            .chars()
                            .mapToObj(letter -> it.substring(0, at + 1)
                                    + switch (letter) {
                                        case 'C' -> Party.CUSTOMER;
                                        case 'S' -> Party.STAFF;
                                        case 'W' -> Party.WAREHOUSE;
                                        default -> throw new IllegalArgumentException(it);
                                    });
                })
                .toList();
    }

    static Order order(Fulfilment fulfilment, Stage stage) {
        var status = switch (stage) {
            case PENDING -> new Pending();
            case REJECTED -> new Rejected("out-of-stock", NOW);
            case CANCELLED -> new Cancelled(NOW);
            case Stage kept -> new Kept(kept, NOW);
        };
        return new Order(
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                new UUID(0, 4),
                fulfilment,
                new Money(500, "BRL"),
                status,
                Payment.PENDING.approved(new UUID(0, 5)),
                Reservation.HELD.in(Reservation.Status.CONFIRMED),
                Handling.NONE,
                null,
                7,
                3);
    }
}
