package dev.clickstream.cli;

import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.source.NewKey;
import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import dev.clickstream.source.SourcesJson;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sources",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Lists and changes who may send: write keys, origins, events, rates, server keys. Collectors follow within a minute. "
                    + "More in docs/how-to/add-a-source.md."
        })
final class SourcesVerb implements Runnable {
    private static final DateTimeFormatter KEY_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Terminal terminal;
    private final InstantSource clock;

    @Spec
    @Nullable
    CommandSpec spec;

    SourcesVerb(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "sources needs a command, such as list");
        }
    }

    @Command(name = "list", description = "Lists all sources with their write keys; secrets are not shown.")
    int list(@Mixin SourcesPlace where, @Option(names = "--json", description = "One JSON document.") boolean json) {
        Sources sources = where.with(store -> store.read().sources());
        terminal.out().print(json ? SourcesJson.write(withoutSecrets(sources)) : asTable(sources));
        return 0;
    }

    @Command(name = "add", description = "Adds a source, and prints its write key.")
    int add(
            @Parameters(paramLabel = "NAME", description = "Stands in each of its events, such as web.") String name,
            @Mixin SourceTerms terms,
            @Mixin SourcesPlace where) {
        String key = NewKey.writeKey();
        change(where, sources -> {
            if (sources.named(name).isPresent()) {
                throw new PlatformException("there is a source '%s' already; 'sources set' changes it".formatted(name));
            }
            return sources.with(terms.applied(Source.open(name, List.of(key))));
        });
        terminal.out().println(key);
        return 0;
    }

    @Command(name = "set", description = "Changes what a source may.")
    int set(
            @Parameters(paramLabel = "NAME", description = "The source.") String name,
            @Mixin SourceTerms terms,
            @Mixin SourcesPlace where) {
        change(where, sources -> sources.with(terms.applied(named(sources, name))));
        return 0;
    }

    @Command(
            name = "new-key",
            description = {
                "Adds a write key, and prints it; the ones before count until they are revoked.",
                "With --server a secret to sign requests by, printed once: from then on the source must sign."
            })
    int newKey(
            @Parameters(paramLabel = "NAME", description = "The source.") String name,
            @Option(names = "--server", description = "A server key.") boolean server,
            @Mixin SourcesPlace where) {
        if (server) {
            Source.ServerKey key = NewKey.serverKey(KEY_ID.format(clock.instant()));
            change(
                    where,
                    sources -> sources.with(withKeys(
                            named(sources, name),
                            named(sources, name).writeKeys(),
                            plus(named(sources, name).serverKeys(), key))));
            terminal.out().println(key.id() + " " + key.secret());
        } else {
            String key = NewKey.writeKey();
            change(
                    where,
                    sources -> sources.with(withKeys(
                            named(sources, name),
                            plus(named(sources, name).writeKeys(), key),
                            named(sources, name).serverKeys())));
            terminal.out().println(key);
        }
        return 0;
    }

    @Command(name = "revoke", description = "Takes a write key, or a server key by its id, from a source.")
    int revoke(
            @Parameters(index = "0", paramLabel = "NAME", description = "The source.") String name,
            @Parameters(index = "1", paramLabel = "KEY", description = "The write key, or the server key's id.")
                    String key,
            @Mixin SourcesPlace where) {
        change(where, sources -> {
            Source source = named(sources, name);
            Source after = withKeys(
                    source,
                    source.writeKeys().stream().filter(one -> !one.equals(key)).toList(),
                    source.serverKeys().stream()
                            .filter(one -> !one.id().equals(key))
                            .toList());
            if (after.equals(source)) {
                throw new PlatformException("source '%s' has no such key".formatted(name));
            }
            if (after.serverKeys().isEmpty() && !source.serverKeys().isEmpty()) {
                terminal.notes().println("clickstream: that was its last server key: it need not sign any more");
            }
            return sources.with(after);
        });
        return 0;
    }

    @Command(name = "remove", description = "Removes a source with all its keys; what it has sent stays.")
    int remove(@Parameters(paramLabel = "NAME", description = "The source.") String name, @Mixin SourcesPlace where) {
        change(where, sources -> sources.without(named(sources, name).name()));
        return 0;
    }

    private void change(SourcesPlace where, java.util.function.UnaryOperator<Sources> change) {
        where.with(store -> store.change(change));
        terminal.notes().println("clickstream: changed; collectors follow within a minute");
    }

    private static Source named(Sources sources, String name) {
        return sources.named(name)
                .orElseThrow(() -> new PlatformException("there is no source '%s'; there are %s"
                        .formatted(
                                name, sources.all().stream().map(Source::name).toList())));
    }

    private static Source withKeys(Source source, List<String> writeKeys, List<Source.ServerKey> serverKeys) {
        return new Source(
                source.name(),
                writeKeys,
                source.origins(),
                source.events(),
                source.unplanned(),
                source.rate(),
                serverKeys);
    }

    private static <T> List<T> plus(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    /** As it is, but for secrets: those of server keys are left out with their ids, the keys of user tokens too. */
    private static Sources withoutSecrets(Sources sources) {
        return new Sources(
                sources.all().stream()
                        .map(source -> withKeys(source, source.writeKeys(), List.of()))
                        .toList(),
                null);
    }

    private static String asTable(Sources sources) {
        TextTable table = new TextTable("source", "write keys", "origins", "events", "unplanned", "rate", "signs by");
        for (Source source : sources.all()) {
            Source.Rate rate = source.rate();
            table.add(
                    source.name(),
                    source.writeKeys().isEmpty() ? "(none)" : String.join(" ", source.writeKeys()),
                    source.origins().isEmpty() ? "any" : String.join(" ", source.origins()),
                    source.events().isEmpty() ? "any" : String.join(", ", source.events()),
                    source.unplanned().name().toLowerCase(java.util.Locale.ROOT),
                    rate == null ? "any" : "%d/s, %d at once".formatted(rate.eventsPerSecond(), rate.burst()),
                    source.serverKeys().stream()
                            .map(Source.ServerKey::id)
                            .reduce((a, b) -> a + " " + b)
                            .orElse(""));
        }
        return table.toString();
    }
}
