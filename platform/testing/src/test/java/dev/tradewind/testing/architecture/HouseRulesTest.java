package dev.tradewind.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule is shown to fail where it is broken; one that looks at nothing would pass for ever.
class HouseRulesTest {

    private static final Map<String, String> BROKEN_BY = Map.ofEntries(
            Map.entry("servicesKnowThePlatformAndNoOtherService", "KnowsAnotherService"),
            Map.entry("contractsDependOnNothing", "KnowsSpring"),
            Map.entry("messagingKnowsContractsOnly", "KnowsWeb"),
            Map.entry("theCacheKnowsContractsAndMessagingOnly", "KnowsWebToo"),
            Map.entry("webKnowsContractsOnly", "KnowsMessaging"),
            Map.entry("theDomainIsPlainJava", "KnowsSpringToo"),
            Map.entry("slicesHaveNoCycles", "Second"),
            Map.entry("onlyTheOutboxAndTheInboxSpeakToKafka", "SendsByItself"),
            Map.entry("onlyThePlatformHandlesExceptions", "HandlesExceptions"),
            Map.entry("controllersAreNobodysDependency", "OpenController"),
            Map.entry("timeComesFromAClock", "LooksAtTheWall"),
            Map.entry("idsComeFromOnePlace", "MakesIds"),
            Map.entry("jsonIsJackson3", "WritesOldJson"),
            Map.entry("collaboratorsComeThroughTheConstructor", "InjectsFields"),
            Map.entry("theDomainCountsInWholeNumbers", "CountsInFractions"),
            Map.entry("namesSayWhatAClassIs", "OrderManager"));

    static Stream<String> rules() {
        return BROKEN_BY.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleFailsWhereItIsBroken(String rule) {
        var classes = new ClassFileImporter()
                .importPackages(
                        "dev.tradewind.broken",
                        "dev.tradewind.contracts",
                        "dev.tradewind.messaging",
                        "dev.tradewind.cache",
                        "dev.tradewind.web");

        assertThatThrownBy(() -> rule(rule).check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(BROKEN_BY.get(rule));
    }

    @Test
    void noRuleIsWithoutItsProof() {
        assertThat(Stream.of(HouseRules.class.getDeclaredFields())
                        .filter(field -> field.isAnnotationPresent(ArchTest.class))
                        .map(field -> field.getName()))
                .containsExactlyInAnyOrderElementsOf(BROKEN_BY.keySet());
    }

    private static ArchRule rule(String name) throws ReflectiveOperationException {
        return (ArchRule) HouseRules.class.getDeclaredField(name).get(null);
    }
}
