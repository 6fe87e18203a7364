package dev.tradewind.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.local.server.House;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private final House house = new House(Path.of("/house"));

    @Test
    void anOffsetMovesEveryPort() {
        var place = Place.of(house, 20_000);

        assertThat(place.gateway()).isEqualTo("http://127.0.0.1:28080");
        assertThat(place.port(Service.ORDER)).isEqualTo(28_085);
        assertThat(place.port(Place.POSTGRES)).isEqualTo(35_432);
    }

    @Test
    void aSuiteOnOtherPortsHasDataOfItsOwn() {
        assertThat(Place.of(house, 0).data("kafka"))
                .isNotEqualTo(Place.of(house, 100).data("kafka"));
    }

    @Test
    void anOffsetBeyondTheLastPortIsRefused() {
        assertThatThrownBy(() -> Place.of(house, 60_000)).hasMessageContaining("expected: 0 to 46235");
        assertThatThrownBy(() -> Place.of(house, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTwoPortsAreTheSame() {
        var services =
                Arrays.stream(Service.values()).flatMap(it -> Stream.of(it.port(), it.port() + Service.MANAGEMENT));
        var servers = Stream.of(
                Place.POSTGRES,
                Place.KAFKA,
                Place.KAFKA_CONTROLLER,
                Place.REDIS,
                Place.DEMO_IDP,
                Place.ELASTICSEARCH,
                Place.ELASTICSEARCH_TRANSPORT);

        assertThat(Stream.concat(services, servers)).doesNotHaveDuplicates();
    }
}
