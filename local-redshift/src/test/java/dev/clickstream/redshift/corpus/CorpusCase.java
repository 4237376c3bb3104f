package dev.clickstream.redshift.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One statement with what Redshift answers: {@code -- > row} for each row, {@code -- or row} for another spelling of an only
 * row, {@code -- # n} for a number of rows, {@code -- ! SQLSTATE text} for an error ({@code any} for whichever SQLSTATE).
 */
record CorpusCase(
        String area, Mark mark, String title, String sql, List<String> rows, String otherRow, int count, String error) {

    enum Mark {
        /** Right here as in Redshift. */
        SUPPORTED,
        /** Redshift refuses it, and so does the stand-in. */
        REFUSED,
        /** Redshift answers so, the stand-in not yet. */
        OPEN,
        /** Makes what the following ones need. */
        SETUP
    }

    static List<CorpusCase> read(Path file) throws IOException {
        String area = file.getFileName().toString().replace(".sql", "");
        List<CorpusCase> cases = new ArrayList<>();
        for (String block : Files.readString(file).strip().split("\n\n+")) {
            cases.add(parse(area, block));
        }
        return cases;
    }

    private static CorpusCase parse(String area, String block) {
        List<String> lines = Arrays.asList(block.split("\n"));
        String[] head = lines.getFirst().substring(3).split(": ", 2);
        StringBuilder sql = new StringBuilder();
        List<String> rows = new ArrayList<>();
        String error = "";
        String other = "";
        int count = -1;
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("-- > ")) {
                rows.add(line.substring(5));
            } else if (line.startsWith("-- ! ")) {
                error = line.substring(5);
            } else if (line.startsWith("-- or ")) {
                other = line.substring(6);
            } else if (line.startsWith("-- # ")) {
                count = Integer.parseInt(line.substring(5));
            } else {
                sql.append(line).append('\n');
            }
        }
        Mark mark = Mark.valueOf(head[0].toUpperCase(Locale.ROOT));
        return new CorpusCase(area, mark, head[1], sql.toString().strip(), rows, other, count, error);
    }

    /** Empty if the answer is Redshift's, else what is wrong with it. */
    String difference(Answer answer) {
        if (!error.isEmpty()) {
            String[] wanted = error.split(" ", 2);
            boolean state = wanted[0].equals("any") || wanted[0].equals(answer.sqlState());
            return state && !answer.error().isEmpty() && answer.error().contains(wanted[1])
                    ? ""
                    : "wanted the error " + error + ", got " + answer;
        }
        if (!answer.error().isEmpty()) {
            return "failed: " + answer;
        }
        if (count >= 0 && answer.rows().size() != count) {
            return "wanted " + count + " rows, got " + answer;
        }
        boolean same = rows.isEmpty()
                || rows.equals(answer.rows())
                || List.of(otherRow).equals(answer.rows());
        return same ? "" : "wanted " + rows + ", got " + answer;
    }

    /** What a server said: rows, or an error with its SQLSTATE. */
    record Answer(List<String> rows, String sqlState, String error) {}
}
