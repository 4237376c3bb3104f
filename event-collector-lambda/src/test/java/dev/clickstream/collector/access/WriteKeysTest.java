package dev.clickstream.collector.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class WriteKeysTest {
    @Test
    void aKnownKeyNamesItsSource() {
        WriteKeys keys = WriteKeys.parse("k1=web, k2=app");

        assertThat(keys.source("k1")).contains("web");
        assertThat(keys.source("k2")).contains("app");
        assertThat(keys.source("k3")).isEmpty();
        assertThat(keys.source("")).isEmpty();
    }

    @Test
    void aKeyMayHoldAnEqualsSign() {
        assertThat(WriteKeys.parse("YWJj==web").source("YWJj=")).contains("web");
    }

    @Test
    void aWrongEntryIsNamedByItsPlaceAndNeverByItsKey() {
        assertThatThrownBy(() -> WriteKeys.parse("k1=web,secret")).hasMessage("entry 2 must be key=source");
        assertThatThrownBy(() -> WriteKeys.parse("k1=web,k1=app"))
                .hasMessage("entry 2 repeats the key of another entry");
        assertThatThrownBy(() -> WriteKeys.parse("secret=a b"))
                .hasMessageStartingWith("entry 1: a source is")
                .hasMessageNotContaining("secret");
    }

    @Test
    void basicAuthorizationHoldsTheKeyAsUserName() {
        assertThat(BasicCredentials.writeKey(basic("k1:"))).contains("k1");
        assertThat(BasicCredentials.writeKey(basic("k1"))).contains("k1");
        assertThat(BasicCredentials.writeKey(basic("k1:pass"))).contains("k1");
        assertThat(BasicCredentials.writeKey("basic " + base64("k1:"))).contains("k1");
    }

    @Test
    void noAuthorizationIsNoKeyButAnUnreadableOneIsAKeyNobodyHas() {
        assertThat(BasicCredentials.writeKey(null)).isEmpty();
        assertThat(BasicCredentials.writeKey("Bearer abc")).isEmpty();
        assertThat(BasicCredentials.writeKey(basic(":"))).isEmpty();
        assertThat(BasicCredentials.writeKey("Basic !!!")).isPresent();
    }

    private static String basic(String text) {
        return "Basic " + base64(text);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
