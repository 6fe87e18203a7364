package dev.tradewind.auth.sso;

import dev.tradewind.local.server.Ports;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.DynamicPropertyRegistry;

/// Providers of every kind: a real one, with and without an organisation of its own; one that says it is another; one
/// that lies; and one that is not there.
@TestConfiguration(proxyBeanMethods = false)
public class IdentityProviders {

    public static final String SHOP = "01900000-0000-7000-8000-000000000001";

    private static final CrookedIdp CROOK = CrookedIdp.start();

    @Bean
    static DynamicPropertyRegistrar configuredProviders() {
        return properties -> {
            provider(properties, "demo", RunningIdp.issuer());
            provider(properties, "staffed", RunningIdp.issuer());
            properties.add("tradewind.sso.providers.staffed.organization-id", () -> SHOP);
            provider(properties, "impostor", RunningIdp.issuer() + "/");
            provider(properties, "crooked", CROOK.issuer());
            var nobody = "http://127.0.0.1:" + Ports.free();
            provider(properties, "away", nobody);
        };
    }

    private static void provider(DynamicPropertyRegistry properties, String name, String issuer) {
        var prefix = "tradewind.sso.providers." + name + ".";
        properties.add(prefix + "issuer", () -> issuer);
        properties.add(prefix + "client-id", () -> CrookedIdp.CLIENT);
        properties.add(prefix + "client-secret", () -> "a secret");
        properties.add(prefix + "display-name", () -> "Provider " + name);
    }
}
