package dev.clickstream.endtoend;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md, over the compiled classes of all rooms. */
class HouseRulesTest {
    private static final String COLLECTOR = "dev.clickstream.collector..";
    private static final String PROCESSOR = "dev.clickstream.processor..";
    private static final String LOADER = "dev.clickstream.loader..";
    private static final String CLI = "dev.clickstream.cli..";
    private static final String RULES = "dev.clickstream.rules..";
    private static final String RECENT = "dev.clickstream.recent..";
    private static final String REDSHIFT = "dev.clickstream.redshift..";
    private static final String LOCAL = "dev.clickstream.local..";
    private static final String LAUNCHER = "dev.clickstream.launcher..";
    private static final String EVENT = "dev.clickstream.event..";
    private static final String PLAN = "dev.clickstream.plan..";
    private static final String SOURCE = "dev.clickstream.source..";
    private static final String LAMBDA = "dev.clickstream.lambda..";
    private static final String ERASURE = "dev.clickstream.erasure..";
    private static final String LAKE = "dev.clickstream.lake..";
    private static final String END_TO_END = "dev.clickstream.endtoend..";
    /** Not in the default build: its classes are looked at where they were built. */
    private static final String BENCH = "dev.clickstream.bench..";

    private static JavaClasses house;

    @BeforeAll
    static void readAllRooms() throws IOException {
        try (Stream<Path> rooms = Files.list(Path.of(".."))) {
            List<Path> compiled = rooms.map(room -> room.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            // What JMH writes around a benchmark is nobody's style.
            house = new ClassFileImporter()
                    .withImportOption(location -> !location.contains("/jmh_generated/"))
                    .importPaths(compiled);
        }
        for (String room : List.of(
                COLLECTOR, PROCESSOR, LOADER, CLI, RULES, RECENT, REDSHIFT, LOCAL, LAMBDA, LAUNCHER, EVENT, PLAN,
                SOURCE, ERASURE, LAKE)) {
            assertThat(house.containPackage(room.replace("..", "")))
                    .as("classes of %s; build all rooms first", room)
                    .isTrue();
        }
    }

    @Test
    void programsMeetOnlyAtATopicABucketOrATable() {
        keep(noClasses()
                .that()
                .resideInAPackage(COLLECTOR)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PROCESSOR, LOADER, CLI, LOCAL, LAMBDA, REDSHIFT, LAUNCHER, RULES, RECENT));
        keep(noClasses()
                .that()
                .resideInAPackage(PROCESSOR)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(COLLECTOR, LOADER, CLI, LOCAL, REDSHIFT, LAUNCHER));
        keep(noClasses()
                .that()
                .resideInAPackage(LOADER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(COLLECTOR, PROCESSOR, CLI, LOCAL, REDSHIFT, LAUNCHER, RULES, RECENT));
    }

    /** What both the processor and the command line judge events by. */
    @Test
    void rulesKnowEventsAndItemsAndNoProgram() {
        keep(noClasses()
                .that()
                .resideInAPackage(RULES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(COLLECTOR, PROCESSOR, LOADER, CLI, LOCAL, REDSHIFT, LAUNCHER));
        keep(noClasses()
                .that()
                .resideOutsideOfPackage(RULES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.cel.."));
    }

    @Test
    void theCliTalksToProgramsOverTheirWiresOnly() {
        keep(noClasses()
                .that()
                .resideInAPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(COLLECTOR, PROCESSOR, LOADER, LOCAL, LAMBDA, REDSHIFT));
    }

    @Test
    void whatOthersMayUseAloneDependsOnNothingOfOurs() {
        for (String alone : List.of(RECENT, REDSHIFT, LAUNCHER, LAKE)) {
            keep(classes()
                    .that()
                    .resideInAPackage(alone)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideOutsideOfPackages(Stream.of(
                                    COLLECTOR, PROCESSOR, LOADER, CLI, LOCAL, LAMBDA, EVENT, PLAN, SOURCE, RULES,
                                    RECENT, REDSHIFT, LAUNCHER, ERASURE, LAKE)
                            .filter(room -> !room.equals(alone))
                            .toArray(String[]::new)));
        }
    }

    @Test
    void withinARoomTooTheArrowsRunForward() {
        JavaClasses rooms = house.that(resideInAnyPackage(
                COLLECTOR,
                PROCESSOR,
                LOADER,
                CLI,
                RULES,
                LOCAL,
                LAMBDA,
                LAUNCHER,
                EVENT,
                PLAN,
                SOURCE,
                END_TO_END,
                BENCH));

        slices().matching("dev.clickstream.(**)").should().beFreeOfCycles().check(rooms);
    }

    /** And in the bare server that it is measured beside. */
    @Test
    void micronautLivesOnlyInTheCollector() {
        keep(noClasses()
                .that()
                .resideOutsideOfPackages(COLLECTOR, "dev.clickstream.bench.collect..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micronaut.."));
    }

    @Test
    void hadoopIsNamedOnlyWhereParquetsSignaturesForceIt() {
        keep(noClasses()
                .that()
                .resideOutsideOfPackages(LOADER, REDSHIFT, "dev.clickstream.processor.rebuild..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hadoop.."));
    }

    @Test
    void namesSayWhatAThingIs() {
        keep(noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto)"));
        keep(noClasses().should().resideInAnyPackage("..common..", "..util..", "..utils..", "..helper.."));
    }

    @Test
    void nothingIsNullInAnyPackageUnlessItSaysSo() {
        List<String> unmarked = house.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(type -> !type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaPackage::getName)
                .sorted()
                .toList();

        assertThat(unmarked)
                .as("packages without @NullMarked in package-info.java")
                .isEmpty();
    }

    private static void keep(ArchRule rule) {
        rule.check(house);
    }
}
