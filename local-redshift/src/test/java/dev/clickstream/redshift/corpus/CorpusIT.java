package dev.clickstream.redshift.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.clickstream.redshift.corpus.CorpusCase.Answer;
import dev.clickstream.redshift.corpus.CorpusCase.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Redshift's SQL with the answers its Database Developer Guide documents. One file is one area and runs in order. Its table
 * stands in docs/reference/local-redshift.md; {@code -Dgolden.write=true} writes it there.
 */
class CorpusIT {

    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final Path PAGE = Path.of("../docs/reference/local-redshift.md");
    private static final String BEGIN = "<!-- corpus -->\n";
    private static final String END = "<!-- end of corpus -->";
    private static final int LEAST = 250;

    private static CorpusServer server;

    private final CorpusReport report = new CorpusReport();

    @BeforeAll
    static void start() {
        server = CorpusServer.start();
    }

    @AfterAll
    static void close() throws SQLException {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> answersAsRedshift() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                for (CorpusCase one : CorpusCase.read(file)) {
                    tests.add(dynamicTest(one.area() + ": " + one.title(), () -> check(one)));
                }
            }
        }
        tests.add(dynamicTest("the table of the documentation is this run's", this::checkPage));
        return tests.stream();
    }

    private void check(CorpusCase one) throws SQLException {
        Answer answer = server.ask(one);
        String difference = one.difference(answer);
        if (one.mark() != Mark.SETUP) {
            report.add(one, difference.isEmpty());
        }
        if (one.mark() == Mark.OPEN && server.isStandIn()) {
            assertThat(difference)
                    .as("right by now, mark it as supported: %s", one.sql())
                    .isNotEmpty();
        } else {
            assertThat(difference).as(one.sql()).isEmpty();
        }
    }

    private void checkPage() throws IOException {
        assertThat(report.all(Mark.SUPPORTED) + report.all(Mark.REFUSED) + report.all(Mark.OPEN))
                .isGreaterThanOrEqualTo(LEAST);
        if (!server.isStandIn()) {
            System.out.println(report.table());
            return;
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + report.table() + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(report.table());
        }
    }
}
