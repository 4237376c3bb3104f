package dev.clickstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesJsonTest {
    private static final String SECRET = "a secret of at least 32 characters";

    @Test
    void whatIsWrittenIsReadAgain() {
        Source web = new Source(
                "web",
                List.of("k1", "k2"),
                Set.of("https://www.example.com"),
                Set.of("Product Viewed"),
                Source.Unplanned.REJECT,
                new Source.Rate(200, 300),
                List.of(new Source.ServerKey("2026-11", SECRET)));
        Sources sources = new Sources(
                List.of(web, Source.open("app", List.of())),
                new Sources.UserTokenKeys("{\"keys\":[{\"kty\":\"oct\",\"k\":\"eA\"}]}", "sync"));

        assertThat(SourcesJson.read(SourcesJson.write(sources))).isEqualTo(sources);
    }

    @Test
    void aNameAndItsKeysAreEnough() {
        assertThat(SourcesJson.read("{\"sources\":[{\"name\":\"web\",\"writeKeys\":[\"k1\"]}]}"))
                .isEqualTo(new Sources(List.of(Source.open("web", List.of("k1"))), null));
    }

    @Test
    void aBurstIsTwoSecondsWorthIfNotGiven() {
        Sources sources = SourcesJson.read(
                "{\"sources\":[{\"name\":\"web\",\"writeKeys\":[],\"rate\":{\"eventsPerSecond\":50}}]}");

        assertThat(sources.all().getFirst().rate()).isEqualTo(new Source.Rate(50, 100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k1=web                                             | it must be one JSON document",
                "[]                                                 | the document must be a JSON object",
                "{}                                                 | the document needs a list 'sources'",
                "{'sources':[7]}                                    | sources[0] must be a JSON object",
                "{'sources':[{'writeKeys':[]}]}                     | sources[0] needs a text 'name'",
                "{'sources':[{'name':'web'}]}                       | sources[0] needs a list 'writeKeys'",
                "{'sources':[{'name':'we b','writeKeys':[]}]}       | sources[0]: a source is named by",
                "{'sources':[{'name':'web','writeKeys':['']}]}      | sources[0]: a write key must not be blank",
                "{'sources':[{'name':'web','writeKeys':[],'origin':[]}]} | has a member 'origin' that is not known",
                "{'sources':[{'name':'web','writeKeys':[],'origins':['www.example.com']}]} | an origin is a scheme and a host",
                "{'sources':[{'name':'web','writeKeys':[],'unplanned':'drop'}]} | sources[0].unplanned must be keep or reject",
                "{'sources':[{'name':'web','writeKeys':[],'rate':{'eventsPerSecond':0}}]} | must be at least 1",
                "{'sources':[{'name':'web','writeKeys':[],'serverKeys':[{'id':'a','secret':'short'}]}]} | at least 32 characters",
                "{'sources':[{'name':'a','writeKeys':['k']},{'name':'a','writeKeys':[]}]} | two sources are named 'a'",
                "{'sources':[{'name':'a','writeKeys':['k']},{'name':'b','writeKeys':['k']}]} | a write key of source 'b' is given twice",
                "{'sources':[],'userTokens':{}}                     | userTokens needs a list 'keys'",
            })
    void whatIsWrongIsNamedByItsPlace(String json, String message) {
        assertThatThrownBy(() -> SourcesJson.read(json.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void noSecretIsShownByAMessage() {
        assertThatThrownBy(() -> SourcesJson.read("{\"sources\": \"" + SECRET)).hasMessageNotContaining(SECRET);
        assertThat(new Source.ServerKey("a", SECRET)).asString().doesNotContain(SECRET);
    }
}
