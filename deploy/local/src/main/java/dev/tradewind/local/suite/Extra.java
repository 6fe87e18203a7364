package dev.tradewind.local.suite;

import dev.tradewind.local.server.DemoIdp;
import dev.tradewind.local.server.Program;
import java.util.Map;

/// What a suite has only when asked for it by `--with`.
public enum Extra {
    SSO;

    int port(Place place) {
        return place.port(
                switch (this) {
                    case SSO -> Place.DEMO_IDP;
                });
    }

    public Program program(Place place) {
        return switch (this) {
            case SSO -> demoIdp(place);
        };
    }

    /// What a service is told so that it finds it.
    Map<String, String> environment(Place place, Service service) {
        return switch (this) {
            case SSO ->
                service == Service.AUTH
                        ? Map.of(
                                "TRADEWIND_SSO_PROVIDERS_DEMO_ISSUER",
                                issuer(place),
                                "TRADEWIND_SSO_PROVIDERS_DEMO_CLIENTID",
                                "tradewind",
                                "TRADEWIND_SSO_PROVIDERS_DEMO_CLIENTSECRET",
                                Infrastructure.PASSWORD,
                                "TRADEWIND_SSO_PROVIDERS_DEMO_DISPLAYNAME",
                                "Demo identity provider")
                        : Map.of();
        };
    }

    private static String issuer(Place place) {
        return "http://127.0.0.1:" + place.port(Place.DEMO_IDP) + "/demo";
    }

    private static DemoIdp demoIdp(Place place) {
        return new DemoIdp(place.house().demoIdpHome(), place.house().demoIdpLoginPage(), place.port(Place.DEMO_IDP));
    }
}
