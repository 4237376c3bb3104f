package dev.clickstream.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.warehouse.Warehouse;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "sql", description = "Runs a query on the warehouse and prints a table.")
final class SqlVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "QUERY",
            description = "Such as \"select * from gold.daily_sales order by day desc limit 10\".")
    String query = "";

    @ArgGroup
    Form form = new Form();

    /** At most one of them. */
    static final class Form {
        @Option(names = "--json", description = "One JSON object a line; values are text as the driver gives it.")
        boolean json;

        @Option(names = "--csv", description = "CSV with a header.")
        boolean csv;
    }

    SqlVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (Warehouse warehouse = Warehouse.open(Endpoints.ofRunning(PlatformFolder.find()))) {
            switch (warehouse.run(query)) {
                case Warehouse.Answer.Rows rows -> terminal.out().print(inForm(rows, form));
                case Warehouse.Answer.Changed changed -> terminal.out().printf("%d rows changed%n", changed.rows());
            }
        }
        return 0;
    }

    static String inForm(Warehouse.Answer.Rows answer, Form form) throws IOException {
        return form.json ? asJson(answer) : form.csv ? asCsv(answer) : asTable(answer);
    }

    static String asTable(Warehouse.Answer.Rows answer) {
        TextTable table = new TextTable(answer.columns());
        answer.rows().forEach(row -> table.add(row.stream().map(SqlVerb::shown).toList()));
        int count = answer.rows().size();
        return table + "(%,d %s)%n".formatted(count, count == 1 ? "row" : "rows");
    }

    private static String shown(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String asJson(Warehouse.Answer.Rows answer) {
        StringBuilder lines = new StringBuilder();
        for (List<@Nullable String> row : answer.rows()) {
            ObjectNode line = JsonMapper.shared().createObjectNode();
            for (int column = 0; column < row.size(); column++) {
                line.put(answer.columns().get(column), row.get(column));
            }
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    private static String asCsv(Warehouse.Answer.Rows answer) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(answer.columns());
            answer.rows()
                    .forEach(row ->
                            csv.writeRecord(row.stream().map(SqlVerb::shown).toList()));
        }
        return text.toString();
    }
}
