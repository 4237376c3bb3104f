package dev.clickstream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topics;
import dev.clickstream.infra.construct.kafka.InternalTopics;
import dev.clickstream.infra.construct.kafka.KafkaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is declared here again, for want of a dependency on the programs, held equal to the programs' own files. */
class ContractTest {
    private static final Path GOLDEN = Path.of("../stream-processor/src/test/resources/golden");
    private static final Pattern SOURCE = Pattern.compile("Source: \\S+ \\(topics: \\[([^\\]]+)]\\)");
    private static final Pattern SINK = Pattern.compile("Sink: \\S+ \\(topic: (\\S+)\\)");
    private static final Pattern STORES = Pattern.compile("\\(stores: \\[([^\\]]+)]\\)");

    @ParameterizedTest
    @EnumSource(names = {"WORKFLOWS", "GROUPS"})
    void aStreamServiceMayReadAndWriteExactlyWhatItsTopologyDoes(KafkaProgram program) throws IOException {
        String topology = Files.readString(GOLDEN.resolve(program.group() + "-topology.txt"));

        assertThat(Set.copyOf(program.reads())).isEqualTo(found(SOURCE, topology));
        Set<String> written = found(SINK, topology);
        // Not in the topology: Kafka Streams' own way for records it cannot read.
        written.add(Topics.DEAD_LETTERS.name());
        assertThat(Set.copyOf(program.writes())).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource(names = {"WORKFLOWS", "GROUPS"})
    void everyStoreOfATopologyHasItsChangelogAndNothingIsRepartitioned(KafkaProgram program) throws IOException {
        String topology = Files.readString(GOLDEN.resolve(program.group() + "-topology.txt"));

        assertThat(InternalTopics.of(program.group()))
                .containsExactlyInAnyOrderElementsOf(found(STORES, topology).stream()
                        .map(store -> "%s-%s-changelog".formatted(program.group(), store))
                        .toList());
        assertThat(topology).doesNotContain("-repartition");
    }

    @Test
    void groupsAreCalledAsTheProgramsCallThem() throws IOException {
        assertThat(source("stream-processor", "processor/SinkService.java"))
                .contains("consumerSettings(config, \"%s\")".formatted(KafkaProgram.SINK.group()));
        assertThat(source("stream-processor", "processor/SyncService.java"))
                .contains("consumerSettings(config, \"%s\")".formatted(KafkaProgram.SYNC.group()));
        assertThat(source("warehouse-loader", "loader/source/KafkaSourceLog.java"))
                .contains("GROUP_ID_CONFIG, \"%s\"".formatted(KafkaProgram.LOADER.group()));
    }

    @Test
    void theLoaderReadsTheTopicsThatLand() throws IOException {
        Set<String> landing = new TreeSet<>();
        Topics.events().forEach(topic -> landing.add(topic.name()));
        String table = source("warehouse-loader", "loader/landing/LandingTable.java");
        Pattern.compile("List\\.of\\(Topics\\.([A-Z_]+)\\)")
                .matcher(table)
                .results()
                .map(topic -> "clickstream.%s.v1"
                        .formatted(topic.group(1).toLowerCase(Locale.ROOT).replace('_', '-')))
                .forEach(landing::add);

        assertThat(table).contains("EVENTS(Topics.events()");
        assertThat(Set.copyOf(KafkaProgram.LOADER.reads())).isEqualTo(landing);
    }

    @Test
    void theCatalogueHasTheColumnsOfTheLoadersFilesInTheirOrder() throws IOException {
        String table = source("warehouse-loader", "loader/landing/LandingTable.java");
        List<String> events = columns(table, "eventColumns");
        List<String> records = columns(table, "recordColumns");
        List<String> place = columns(table, "withPlace");
        Template state = Synthesis.of(Profile.DEV).of(StackName.STATE);

        assertThat(state.all("AWS::Glue::Table")).hasSize(7).allSatisfy(catalogued -> {
            boolean ofEvents = catalogued.at("/TableInput/Name").asString().equals("landing_events");
            assertThat(catalogued
                            .at("/TableInput/StorageDescriptor/Columns")
                            .valueStream()
                            .map(column -> column.path("Name").asString() + " "
                                    + column.path("Type").asString()))
                    .containsExactlyElementsOf(Stream.of(ofEvents ? events : records, place)
                            .flatMap(List::stream)
                            .toList());
        });
    }

    @Test
    void keysOfTheLoaderLieUnderThePrefixesOfTheLake() throws IOException {
        assertThat(Pattern.compile("\"(landing|plan|manifest)/")
                        .matcher(source("warehouse-loader", "loader/stage/StageKeys.java"))
                        .results()
                        .map(key -> key.group(1)))
                .containsOnly("plan", "landing", "manifest");
        assertThat(source("warehouse-loader", "loader/stage/StageKeys.java"))
                .contains("'dt='uuuu-MM-dd'/hr='HH")
                .contains("landing/%s/%s/");
    }

    @Test
    void everySettingOfAProgramIsOneThatItKnows() throws IOException {
        String reference = Files.readString(Path.of("../docs/reference/configuration.md"));
        Synthesis small = Synthesis.of(Profile.SMALL);
        Set<String> settings = new TreeSet<>();
        small.of(StackName.EDGE)
                .all("AWS::Lambda::Function")
                .forEach(function ->
                        settings.addAll(function.at("/Environment/Variables").propertyNames()));
        small.of(StackName.SERVICES)
                .all("AWS::ECS::TaskDefinition")
                .forEach(task -> task.at("/ContainerDefinitions/0/Environment")
                        .forEach(setting -> settings.add(setting.path("Name").asString())));

        assertThat(settings)
                .hasSizeGreaterThan(25)
                .allSatisfy(setting -> assertThat(reference).contains("`%s`".formatted(setting)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CollectorFunction", "DrainFunction"})
    void theHandlerOfEachFunctionIsThere(String handler) {
        assertThat(Path.of("../event-collector-lambda/src/main/java/dev/clickstream/collector/lambda/%s.java"
                        .formatted(handler)))
                .exists();
        assertThat(Synthesis.of(Profile.SMALL).of(StackName.EDGE).all("AWS::Lambda::Function"))
                .anySatisfy(function -> assertThat(function.at("/Handler").asString())
                        .isEqualTo("dev.clickstream.collector.lambda." + handler));
    }

    @Test
    void spilledBatchesLieWhereTheCollectorsRolesReach() throws IOException {
        assertThat(source("event-collector-lambda", "collector/spill/SpillSettings.java"))
                .contains("\"spill/\"");
        assertThat(source("event-collector-lambda", "collector/drain/DrainSettings.java"))
                .contains("\"spill/\"");
        assertThat(Files.readString(Path.of("src/main/java/dev/clickstream/infra/construct/store/LakeBucket.java")))
                .contains("SPILL_PREFIX = \"spill/\"");
    }

    /** The columns that a method of LandingTable names, as the catalogue writes them. */
    private static List<String> columns(String table, String method) {
        String body = table.substring(table.indexOf("List<Column> " + method));
        body = body.substring(0, body.indexOf("\n    }"));
        return Pattern.compile("Column\\.(text|json|timestamp|integer|bigint)\\(\"([a-z_]+)\"")
                .matcher(body)
                .results()
                .map(column -> column.group(2) + " " + glue(column.group(1)))
                .toList();
    }

    private static String glue(String type) {
        return switch (type) {
            case "text", "json" -> "string";
            case "integer" -> "int";
            default -> type;
        };
    }

    private static Set<String> found(Pattern pattern, String topology) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(topology)
                .results()
                .map(MatchResult::group)
                .map(text -> pattern.matcher(text).replaceFirst("$1"))
                .forEach(names -> found.addAll(List.of(names.split(", "))));
        return found;
    }

    private static String source(String module, String file) throws IOException {
        return Files.readString(Path.of("..", module, "src/main/java/dev/clickstream", file));
    }
}
