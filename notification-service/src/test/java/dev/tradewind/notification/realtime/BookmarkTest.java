package dev.tradewind.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.updates.LogName;
import dev.tradewind.web.BadParameter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {

    private static final LogName ACCOUNT = LogName.ofAccount(Ids.next());
    private static final LogName ORGANIZATION = LogName.ofOrganization(Ids.next());
    private static final LogName PRODUCT = LogName.ofProduct(Ids.next());

    @Test
    void K8_itComesBackAsItWasGiven() {
        var numbers = Map.of(ACCOUNT, 3L, ORGANIZATION, 1L << 40, PRODUCT, 0L, LogName.EVERYONE, 7L);

        var text = Bookmark.write(new TreeMap<>(numbers));

        assertThat(text).matches("[A-Za-z0-9_-]+");
        assertThat(Bookmark.parse(text).numbers()).isEqualTo(new TreeMap<>(numbers));
    }

    @Test
    void K8_severalAreOneThatMissesNothing() {
        var one = Bookmark.write(Map.of(ACCOUNT, 3L, ORGANIZATION, 9L));
        var other = Bookmark.write(Map.of(ORGANIZATION, 5L, PRODUCT, 2L));

        assertThat(Bookmark.parse(one + "," + other).numbers())
                .isEqualTo(new TreeMap<>(Map.of(ACCOUNT, 3L, ORGANIZATION, 5L, PRODUCT, 2L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "abc", "AQ", "%00", "AQAAAAA", "AWUAAAAAAAAAB3JHhpM"})
    void K8_anotherTextIsNone(String text) {
        assertThatExceptionOfType(BadParameter.class).isThrownBy(() -> Bookmark.parse(text));
    }

    @Test
    void K8_aDamagedOneIsNone() {
        var text = Bookmark.write(Map.of(ACCOUNT, 3L));
        for (int i = 0; i < text.length() - 1; i++) {
            var damaged = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThatExceptionOfType(BadParameter.class).isThrownBy(() -> Bookmark.parse(damaged));
        }
    }
}
