package dev.tradewind.auth.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SsoPropertiesTest {

    @Test
    void P3_aProviderCanBeToldByTheEnvironment() {
        var properties = bound(Map.of(
                "TRADEWIND_SSO_PROVIDERS_DEMO_ISSUER", "http://127.0.0.1:18090/demo",
                "TRADEWIND_SSO_PROVIDERS_DEMO_CLIENTID", "tradewind",
                "TRADEWIND_SSO_PROVIDERS_DEMO_CLIENTSECRET", "a secret",
                "TRADEWIND_SSO_PROVIDERS_DEMO_DISPLAYNAME", "Demo identity provider"));

        assertThat(properties.providers())
                .containsExactly(Map.entry(
                        "demo",
                        new SsoProperties.Provider(
                                "http://127.0.0.1:18090/demo",
                                "tradewind",
                                "a secret",
                                "Demo identity provider",
                                null)));
        assertThat(properties.toString()).doesNotContain("a secret");
    }

    @Test
    void P3_halfAProviderIsNoProvider() {
        assertThatThrownBy(() -> bound(Map.of("TRADEWIND_SSO_PROVIDERS_DEMO_ISSUER", "http://127.0.0.1:18090/demo")))
                .isInstanceOf(BindException.class);
    }

    private static SsoProperties bound(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return new Binder(ConfigurationPropertySources.from(environment.getPropertySources()))
                .bind("tradewind.sso", Bindable.of(SsoProperties.class))
                .get();
    }
}
