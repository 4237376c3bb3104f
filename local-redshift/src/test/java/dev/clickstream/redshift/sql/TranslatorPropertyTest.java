package dev.clickstream.redshift.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

class TranslatorPropertyTest {

    @Property
    void leavesPlainSqlAsItIs(@ForAll("plainSql") String sql) {
        assertThat(Rewriting.raw(sql, new SessionState())).isEqualTo(sql);
    }

    @Property
    void losesNoCharacterOfAnyTextWhenCuttingItIntoTokens(@ForAll @StringLength(max = 200) String text) {
        assertThat(Tokens.of(text).sql()).isEqualTo(text);
    }

    @Property
    void failsOnNoText(@ForAll("wordSalad") List<String> words) {
        assertThat(new Translator(new SessionState(), () -> Columns.NONE, Map::of).translate(String.join(" ", words)))
                .isNotEmpty();
    }

    @Provide
    Arbitrary<String> plainSql() {
        Arbitrary<String> name = Arbitraries.of("a", "b1", "c_d", "\"Quoted\"", "t.x", "s.t.y");
        Arbitrary<String> value = Arbitraries.of("1", "2.5", "'text'", "'it''s'", "null", "-3", "$1", "'--'", "1e5");
        Arbitrary<String> simple = Arbitraries.oneOf(name, value);
        Arbitrary<String> expression = Combinators.combine(simple, Arbitraries.of("+", " || ", " = ", "<", "/"), simple)
                .as((left, operator, right) -> left + operator + right);
        Arbitrary<String> call = expression.map(argument -> "coalesce(" + argument + ", sum( b ) over (order by a))");
        Arbitrary<String> item = Arbitraries.oneOf(simple, expression, call).map(text -> text + " as out_" + 1);
        Arbitrary<String> blank = Arbitraries.of(" ", "\n", "  -- note\n", " /* a /* nested */ note */ ");
        return Combinators.combine(item, item, blank, expression, name)
                .as((first, second, space, condition, order) -> "select " + first + "," + space + second + space
                        + "from s.t" + space + "join (select 1 as z) u on true where " + condition
                        + " group by 1 order by " + order + " limit 5");
    }

    @Provide
    Arbitrary<List<String>> wordSalad() {
        return Arbitraries.of(
                        "select",
                        "from",
                        "where",
                        "qualify",
                        "as",
                        "(",
                        ")",
                        ",",
                        "top",
                        "5",
                        "nvl",
                        "decode",
                        "props",
                        ".",
                        "[",
                        "]",
                        "create",
                        "table",
                        "view",
                        "sortkey",
                        "distkey",
                        "encode",
                        "with",
                        "no",
                        "schema",
                        "binding",
                        "listagg",
                        "within",
                        "group",
                        "order",
                        "by",
                        "over",
                        "insert",
                        "into",
                        "values",
                        "'x'",
                        "dateadd",
                        "day",
                        "::",
                        "super",
                        "alter",
                        "add",
                        "primary",
                        "key",
                        "identity",
                        "grant",
                        "role",
                        "to",
                        "try_cast",
                        "materialized",
                        "drop",
                        "set",
                        "union",
                        "ignore",
                        "nulls",
                        "last_value",
                        "percentile_cont",
                        "ratio_to_report",
                        "json_extract_path_text",
                        "regexp_replace",
                        "comment",
                        "on")
                .list()
                .ofMaxSize(25);
    }
}
