package io.vigie.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The arrows between and inside the rooms. Maven guards those between modules too; what it cannot
/// see is here.
class ArchitectureTest {
  private static JavaClasses house;

  @BeforeAll
  static void readTheHouse() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.vigie");
  }

  private static DescribedPredicate<JavaClass> in(String... packages) {
    return resideInAnyPackage(packages);
  }

  @TestFactory
  Stream<DynamicTest> arrowsPointOneWay() {
    return Stream.of(
            only("io.javalin..", "io.vigie.server.http.."),
            only("org.eclipse.jetty.server..", "io.vigie.server.http.."),
            only("jakarta.servlet..", "io.vigie.server.http.."),
            only("info.picocli..", "io.vigie.server.cli.."),
            only("picocli..", "io.vigie.server.cli.."),
            only("io.prometheus..", "io.vigie.server.telemetry..", "io.vigie.server.http.v1.."),
            only("com.password4j..", "io.vigie.server.security.."),
            only("com.nimbusds..", "io.vigie.server.security.."),
            only("org.roaringbitmap..", "io.vigie.tsdb.."),
            only("com.github.luben..", "io.vigie.tsdb..", "io.vigie.ingest.."),
            only("oshi..", "io.vigie.ingest.."),
            only("software.amazon.awssdk..", "io.vigie.ingest.collect.cloudwatch.."),
            only(
                "io.grpc..",
                "io.vigie.ingest.otlp..",
                "io.vigie.health.check..",
                "io.vigie.outbound.grpc..",
                "io.vigie.server.tracing.."),
            only("io.opentelemetry..", "io.vigie.ingest.otlp..", "io.vigie.server.tracing.."),
            only("org.snakeyaml..", "io.vigie.config.."),
            knowsOnly("io.vigie.model..", "io.vigie.model.."),
            knowsOnly("io.vigie.tsdb..", "io.vigie.tsdb..", "io.vigie.model.."),
            knowsOnly("io.vigie.promql..", "io.vigie.promql..", "io.vigie.model.."),
            knowsOnly("io.vigie.config..", "io.vigie.config..", "io.vigie.model.."),
            knowsOnly("io.vigie.template..", "io.vigie.template.."),
            knowsOnly(
                "io.vigie.rules..",
                "io.vigie.rules..",
                "io.vigie.promql..",
                "io.vigie.template..",
                "io.vigie.config..",
                "io.vigie.model.."),
            knowsOnly(
                "io.vigie.alerts..",
                "io.vigie.alerts..",
                "io.vigie.template..",
                "io.vigie.outbound..",
                "io.vigie.config..",
                "io.vigie.model.."),
            knowsOnly(
                "io.vigie.health..",
                "io.vigie.health..",
                "io.vigie.outbound..",
                "io.vigie.config..",
                "io.vigie.model.."),
            knowsOnly("io.vigie.catalog..", "io.vigie.catalog..", "io.vigie.model.."),
            only(
                "java.sql..",
                "io.vigie.catalog..",
                "io.vigie.ingest.collect.postgresql..",
                "io.vigie.outbound.postgresql..",
                "io.vigie.health.check.."),
            knowsOnly(
                "io.vigie.outbound..",
                "io.vigie.outbound..",
                "io.vigie.config..",
                "io.vigie.model.."),
            knowsOnly(
                "io.vigie.ingest..",
                "io.vigie.ingest..",
                "io.vigie.outbound..",
                "io.vigie.config..",
                "io.vigie.model.."),
            noClasses()
                .that()
                .resideInAPackage("io.vigie.promql.ast..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vigie.promql.parse..", "io.vigie.promql.eval..")
                .as("the tree neither reads nor computes"),
            noClasses()
                .that()
                .resideInAPackage("io.vigie.promql.parse..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vigie.promql.eval..", "io.vigie.promql.value..")
                .as("the parser does not compute"),
            noClasses()
                .that()
                .resideInAnyPackage(
                    "io.vigie.server.http.v1..",
                    "io.vigie.server.http.rest..",
                    "io.vigie.server.http.live..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
                .as("resources know no HTTP library"),
            noClasses()
                .that()
                .resideInAnyPackage("io.vigie.server.http..", "io.vigie.server.telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vigie.server.cli..", "io.vigie.server")
                .as("HTTP does not know who made it"),
            noClasses()
                .that()
                .resideOutsideOfPackage("io.vigie.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vigie.testkit..")
                .as("the test kit is for tests"),
            slices()
                .matching("io.vigie.(*)..")
                .should()
                .beFreeOfCycles()
                .as("modules are free of cycles"))
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(house)));
  }

  private static ArchRule only(String library, String... packages) {
    return noClasses()
        .that(DescribedPredicate.not(in(packages)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .as(String.join(", ", packages) + " alone knows " + library)
        .allowEmptyShould(true);
  }

  private static ArchRule knowsOnly(String room, String... packages) {
    return classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.or(in(packages), DescribedPredicate.not(in("io.vigie.."))))
        .as(room + " knows nothing of the house but " + String.join(", ", packages));
  }

  @TestFactory
  Stream<DynamicTest> packagesAreFreeOfCycles() {
    return Stream.of(
            "tsdb",
            "promql",
            "ingest",
            "server",
            "config",
            "outbound",
            "template",
            "rules",
            "alerts",
            "health",
            "catalog")
        .map(room ->
            slices()
                .matching("io.vigie." + room + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .as("packages of " + room + " are free of cycles"))
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(house)));
  }

  @Test
  void namesSayTheDomain() {
    classes().should().haveNameNotMatching(".*(Impl|Manager|Utils?|Helper|Base)").check(house);
  }
}
