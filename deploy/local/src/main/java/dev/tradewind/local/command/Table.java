package dev.tradewind.local.command;

import dev.tradewind.local.screen.Screen;
import dev.tradewind.local.story.Shop;
import dev.tradewind.local.suite.Extra;
import dev.tradewind.local.suite.Infrastructure;
import dev.tradewind.local.suite.Place;
import dev.tradewind.local.suite.Service;
import java.util.Set;

/// Where everything is, and how to get in.
final class Table {

    private Table() {}

    static void print(Place place, Screen screen, Set<Extra> extras) {
        screen.say("""

                  gateway         %1$s         customer@shopflow.demo / %2$s
                                  the same for customer2@ staff@ admin@ of pantry sattzabite kfooddelights techcorp shopflow,
                                  and operator@tradewind.demo
                  discovery       http://127.0.0.1:%3$d
                  health          a service's port + 1000: http://127.0.0.1:%4$d/actuator/health (order-service), /actuator/prometheus
                  PostgreSQL      127.0.0.1:%5$d        postgres / %6$s, databases tradewind_order, tradewind_payment, …
                  Kafka           127.0.0.1:%7$d
                  Redis           127.0.0.1:%8$d
                  Elasticsearch   http://127.0.0.1:%9$d
                  logs            ./tradewind logs [service] -f
                """.formatted(
                        place.gateway(),
                        Shop.PASSWORD,
                        place.port(Service.DISCOVERY),
                        place.port(Service.ORDER) + Service.MANAGEMENT,
                        place.port(Place.POSTGRES),
                        Infrastructure.PASSWORD,
                        place.port(Place.KAFKA),
                        place.port(Place.REDIS),
                        place.port(Place.ELASTICSEARCH)));
        extras.forEach(it -> screen.say(line(it, place)));
    }

    private static String line(Extra extra, Place place) {
        return switch (extra) {
            case SSO -> """
                  single sign-on  %s/api/auth/sso/demo/authorize tells where to go (http://127.0.0.1:%d)
                """.formatted(place.gateway(), place.port(Place.DEMO_IDP));
        };
    }
}
