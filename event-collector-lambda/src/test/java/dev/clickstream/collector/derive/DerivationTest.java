package dev.clickstream.collector.derive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DerivationTest {
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private final Derivation derivation = new Derivation();

    @Test
    void theUserAgentIsToldInParts() {
        assertThat(derived("{}", "{}", CHROME))
                .isEqualTo(
                        "{\"userAgent\":{\"browser\":\"Chrome\",\"browserVersion\":\"140\",\"os\":\"Windows\",\"osVersion\":\"10\"}}");
    }

    @Test
    void theCampaignIsReadFromThePagesAddress() {
        assertThat(derived(
                        "{\"page\":{\"url\":\"https://h.example/?utm_source=news&UTM_Campaign=spring%20sale+2&gclid=G1&x=1#utm_medium=no\"}}",
                        "{}", null))
                .isEqualTo(
                        "{\"campaign\":{\"source\":\"news\",\"name\":\"spring sale 2\",\"clickId\":\"G1\",\"clickIdOf\":\"google\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.google.co.uk/, search, Google",
        "https://www.bing.com/search?q=a, search, Bing",
        "https://m.facebook.com/x, social, Facebook",
        "https://chatgpt.com/, assistant, ChatGPT",
        "https://h.example/before, internal,",
        "https://google.example.org/, other,",
        "https://blog.example.org:8080/a, other,",
    })
    void theReferrerHasItsMedium(String referrer, String medium, String source) {
        String expected = source == null
                ? "{\"referrer\":{\"medium\":\"%s\"}}".formatted(medium)
                : "{\"referrer\":{\"medium\":\"%s\",\"source\":\"%s\"}}".formatted(medium, source);
        assertThat(derived("{}", "{\"url\":\"https://h.example/a\",\"referrer\":\"%s\"}".formatted(referrer), null))
                .isEqualTo(expected);
    }

    @Test
    void whereNothingFollowsNothingIsAddedAndWhatASenderPutsThereIsNotBelieved() {
        assertThat(derived(
                        "{\"page\":{\"url\":7,\"referrer\":\"x\"},\"derived\":{\"userAgent\":\"sent\"}}", "{}", null))
                .isEqualTo("");
    }

    private String derived(String context, String properties, String userAgent) {
        JsonMapper json = new JsonMapper();
        ObjectNode tree = (ObjectNode) json.readTree(context);
        derivation.addTo(tree, (ObjectNode) json.readTree(properties), userAgent);
        return tree.path("derived").isMissingNode() ? "" : tree.path("derived").toString();
    }
}
