package dev.tradewind.testing.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// What holds in every module. A service applies all of it with one five-line test class.
///
/// A rule may find nothing to look at (search-service has no domain), so each is proven by a class that breaks it.
public final class HouseRules {

    private static final String PLATFORM = "dev.tradewind.(contracts|messaging|cache|web|testing|local|verify)(\\..*)?";

    private static final DescribedPredicate<JavaClass> ARE_SERVICES = DescribedPredicate.describe(
            "are services",
            type -> type.getPackageName().startsWith("dev.tradewind.")
                    && !type.getPackageName().matches(PLATFORM));

    @ArchTest
    static final ArchRule servicesKnowThePlatformAndNoOtherService = classes()
            .that(ARE_SERVICES)
            .should(new OnlyKnowThemselvesAnd("contracts", "messaging", "cache", "web"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule contractsDependOnNothing = classes()
            .that()
            .resideInAPackage("dev.tradewind.contracts..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.tradewind.contracts.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule messagingKnowsContractsOnly = classes()
            .that()
            .resideInAPackage("dev.tradewind.messaging..")
            .should(new OnlyKnowThemselvesAnd("contracts"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theCacheKnowsContractsAndMessagingOnly = classes()
            .that()
            .resideInAPackage("dev.tradewind.cache..")
            .should(new OnlyKnowThemselvesAnd("contracts", "messaging"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule webKnowsContractsOnly = classes()
            .that()
            .resideInAPackage("dev.tradewind.web..")
            .should(new OnlyKnowThemselvesAnd("contracts"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theDomainIsPlainJava = classes()
            .that(ARE_SERVICES)
            .and()
            .resideInAPackage("dev.tradewind.*.domain..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java..",
                            "org.jspecify.annotations..",
                            "dev.tradewind.*.domain..",
                            "dev.tradewind.contracts")
                    .or(nameMatching("dev\\.tradewind\\.web\\.Refusal(\\$(Kind|Wrong))?")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule slicesHaveNoCycles = slices().matching("dev.tradewind.(*).(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheOutboxAndTheInboxSpeakToKafka = noClasses()
            .that(ARE_SERVICES)
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyThePlatformHandlesExceptions = methods()
            .that()
            .areAnnotatedWith("org.springframework.web.bind.annotation.ExceptionHandler")
            .should()
            .beDeclaredInClassesThat(resideInAPackage("dev.tradewind.web.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule controllersAreNobodysDependency = classes()
            .that()
            .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .that(ARE_SERVICES)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule idsComeFromOnePlace = noClasses()
            .that(ARE_SERVICES)
            .should()
            .callMethod(UUID.class, "randomUUID")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule jsonIsJackson3 = noClasses()
            .that()
            .resideInAPackage("dev.tradewind..")
            .should()
            .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.databind.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule collaboratorsComeThroughTheConstructor = fields().that()
            .areDeclaredInClassesThat(are(ARE_SERVICES))
            .should()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theDomainCountsInWholeNumbers = fields().that()
            .areDeclaredInClassesThat(resideInAPackage("dev.tradewind.*.domain.."))
            .should()
            .notHaveRawType(float.class)
            .andShould()
            .notHaveRawType(double.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .that()
            .resideInAPackage("dev.tradewind..")
            .and()
            .resideOutsideOfPackage("dev.tradewind.local..")
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|DTO|Dto|Constants|Processor|[a-z]Service)")
            .allowEmptyShould(true);

    private HouseRules() {}
}
