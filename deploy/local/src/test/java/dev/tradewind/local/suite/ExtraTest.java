package dev.tradewind.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.local.server.House;
import dev.tradewind.local.server.NotStarted;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExtraTest {

    private final Place place = Place.of(new House(Path.of("/house")), 20_000);

    @Test
    void P3_authServiceAloneIsToldWhereTheProviderIs() {
        assertThat(Extra.SSO.environment(place, Service.AUTH))
                .containsEntry("TRADEWIND_SSO_PROVIDERS_DEMO_ISSUER", "http://127.0.0.1:38090/demo");
        assertThat(Extra.SSO.environment(place, Service.ORDER)).isEmpty();
        assertThat(Extra.SSO.port(place)).isEqualTo(38_090);
    }

    @Test
    void P3_aProviderThatIsNotBuiltIsNotStarted() {
        assertThatThrownBy(() -> Extra.SSO.program(place))
                .isInstanceOf(NotStarted.class)
                .hasMessageContaining("deploy/demo-idp");
    }
}
