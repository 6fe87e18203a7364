package dev.tradewind.order.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.RealServers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers(redis = true)
class OrderNumbersTest {

    private final UUID organization = UUID.randomUUID();

    @Autowired
    private JdbcClient jdbc;

    @Test
    void T1_numbersBeginAnewWithTheYearAndWithEveryOrganisation() {
        var inDecember = at("2026-12-31T23:59:59Z");
        var inJanuary = at("2027-01-01T00:00:00Z");

        assertThat(inDecember.next(organization).under("TC")).isEqualTo("TC-2026-000001");
        assertThat(inDecember.next(organization).under("TC")).isEqualTo("TC-2026-000002");
        assertThat(inJanuary.next(organization).under("TC")).isEqualTo("TC-2027-000001");
        assertThat(inJanuary.next(UUID.randomUUID()).under("PA")).isEqualTo("PA-2027-000001");
    }

    @Test
    void T1_noNumberIsGivenTwiceByTwoInstances() {
        var one = at("2026-06-01T00:00:00Z");
        var other = at("2026-06-01T00:00:00Z");

        assertThat(IntStream.range(0, 300).mapToObj(it -> (it % 2 == 0 ? one : other).next(organization)))
                .doesNotHaveDuplicates();
    }

    private OrderNumbers at(String time) {
        return new OrderNumbers(jdbc, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }
}
