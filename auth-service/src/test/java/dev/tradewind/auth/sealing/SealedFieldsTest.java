package dev.tradewind.auth.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tradewind.messaging.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedFieldsTest {

    private static final SealedFields OLD = new SealedFields("k1:the first secret there was");
    private static final SealedFields NEW =
            new SealedFields("k2:the second secret there was, k1:the first secret there was");

    @Test
    void whatIsSealedIsOpenedForItsOwnerAndFieldAlone() {
        var owner = Ids.next();
        var sealed = OLD.seal("name", owner, "Ana Souza \u00e7\u4e2d");

        assertThat(sealed).startsWith("{k1}").doesNotContain("Ana");
        assertThat(OLD.open("name", owner, sealed)).isEqualTo("Ana Souza \u00e7\u4e2d");
        assertThatIllegalStateException().isThrownBy(() -> OLD.open("name", Ids.next(), sealed));
        assertThatIllegalStateException().isThrownBy(() -> OLD.open("phone", owner, sealed));
    }

    @Test
    void theSameIsNeverSealedTheSameWay() {
        var owner = Ids.next();

        assertThat(OLD.seal("name", owner, "Ana")).isNotEqualTo(OLD.seal("name", owner, "Ana"));
    }

    @Test
    void aNewKeySealsAndTheOldOneStillOpens() {
        var owner = Ids.next();

        assertThat(NEW.seal("name", owner, "Ana")).startsWith("{k2}");
        assertThat(NEW.open("name", owner, OLD.seal("name", owner, "Ana"))).isEqualTo("Ana");
        assertThatIllegalStateException()
                .isThrownBy(() -> OLD.open("name", owner, NEW.seal("name", owner, "Ana")))
                .withMessageContaining("key k2");
    }

    @Test
    void whatWasNeverSealedIsReadAsItIs() {
        assertThat(OLD.open("name", Ids.next(), "Ana")).isEqualTo("Ana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k1", "k1:short", "K 1:a secret that is long enough", ":a secret that is long enough"})
    void withoutGoodKeysNothingStarts(String configured) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SealedFields(configured))
                .withMessageContaining("TRADEWIND_AUTH_FIELD_KEYS");
    }
}
