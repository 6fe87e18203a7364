package dev.tradewind.verify.wall;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.story.RunningSuite;
import dev.tradewind.verify.story.Shop;
import dev.tradewind.verify.suite.Answer;
import dev.tradewind.verify.suite.Api;
import dev.tradewind.verify.suite.Suite;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every operation of every service against everybody. `authorisation.txt` says what they are answered; a route
/// that is not in it fails, and so does a line without a route.
@RunningSuite
@Order(1)
class AuthorisationMatrixTest {

    private static final List<String> PUBLIC = List.of("/api/", "/.well-known/", "/media/");

    private final Shop shop = Shop.open();
    private final Things things = new Things(shop);

    @Test
    void P7_everyRouteHasALineAndEveryLineARoute() {
        var lines = Expectation.all().stream()
                .collect(Collectors.groupingBy(
                        Expectation::service, Collectors.mapping(Expectation::operation, Collectors.toSet())));
        var missing = new ArrayList<String>();
        var stale = new ArrayList<String>();
        for (var service : Suite.services()) {
            var written = lines.getOrDefault(service, Set.of());
            var offered = operations(service);
            missing.addAll(section(service, without(offered, written), AuthorisationMatrixTest::line));
            stale.addAll(section(service, without(written, offered), Function.identity()));
        }

        assertThat(String.join("\n", missing)).as("routes without a line").isEmpty();
        assertThat(String.join("\n", stale)).as("lines without a route").isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> P7_everybodyIsAnsweredAsTheTableSays() {
        return Expectation.all().stream().map(it -> DynamicTest.dynamicTest(it.toString(), () -> tryAll(it)));
    }

    private void tryAll(Expectation expected) {
        tryAll(expected, shop.suite().service(expected.service()));
        if (PUBLIC.stream().anyMatch(expected.path()::startsWith)) {
            tryAll(expected, shop.suite().gateway());
        }
    }

    private void tryAll(Expectation expected, URI base) {
        var answers = new EnumMap<Who, Integer>(Who.class);
        var unexpected = new ArrayList<String>();
        for (var who : Who.values()) {
            var answer = ask(expected, base, who);
            answers.put(who, answer.status());
            if (!Objects.equals(answer.status(), expected.codes().get(who))) {
                unexpected.add(who + ": " + answer.body());
            }
        }
        assertThat(answers)
                .as("authorisation.txt:%s %s at %s%n%s", expected.line(), expected, base, String.join("\n", unexpected))
                .isEqualTo(expected.codes());
    }

    private Answer ask(Expectation expected, URI base, Who who) {
        var path = expected.pathWith(things::named);
        var body = expected.bodyWith(things::named);
        if (!expected.once()) {
            return shop.api().ask(base, expected.method(), path, who.token(shop.api()), body, expected.headers());
        }
        try (var ownSession = new Api(shop.suite())) {
            return ownSession.ask(base, expected.method(), path, who.token(ownSession), body, expected.headers());
        }
    }

    private Set<String> operations(String service) {
        var paths = shop.api()
                .ask(shop.suite().service(service), "GET", "/v3/api-docs", null, "", Map.of())
                .expect(200)
                .json()
                .path("paths");
        return paths.propertyStream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toSet());
    }

    private static List<String> without(Set<String> all, Set<String> some) {
        return all.stream().filter(it -> !some.contains(it)).sorted().toList();
    }

    private static List<String> section(String service, List<String> operations, Function<String, String> line) {
        return operations.isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of("[" + service + "]"),
                                operations.stream().map(line))
                        .toList();
    }

    /// As it has to be written, but for the codes.
    private static String line(String operation) {
        return operation.replaceAll("\\{(\\w+)}", "{$1=unknown}")
                + Stream.of(Who.values()).map(_ -> " ???").collect(joining());
    }
}
