package dev.clickstream.redshift.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "select a from t where b = 1 ~ select a from rs_guard.g1 as \"t\" where b = 1",
                "select x.a from public.t x ~ select x.a from rs_guard.g1 x",
                "select a from db.s.v as y, t ~ select a from rs_guard.g2 as y, rs_guard.g1 as \"t\"",
                "select a from u join t on u.a = t.a ~ select a from u join rs_guard.g1 as \"t\" on u.a = t.a",
                "insert into t select a from t ~ insert into t select a from rs_guard.g1 as \"t\"",
                "delete from t where a in (select a from s.v) ~ delete from t where a in (select a from rs_guard.g2 as \"v\")",
                "select a from v ~ select a from v",
            })
    void readsTheGuardOfAProtectedRelation(String redshift, String postgres) {
        Translator translator = new Translator(
                new SessionState(), () -> Columns.NONE, () -> Map.of("public.t", "rs_guard.g1", "s.v", "rs_guard.g2"));

        assertThat(translator.translate(redshift))
                .containsExactly(new Translator.Statement.Plain(postgres, false, false));
    }
}
