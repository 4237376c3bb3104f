package dev.clickstream.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every place of the document does. */
abstract class SourcesStoreContract {
    private static final Source APP = Source.open("app", List.of("k2"));

    /** A place that holds this text. */
    abstract SourcesStore holding(String text);

    @Test
    void whatIsChangedIsReadAgain() {
        SourcesStore store = holding("{\"sources\":[{\"name\":\"web\",\"writeKeys\":[\"k1\"]}]}");

        store.change(sources -> sources.with(APP));

        assertThat(store.read().sources().all()).containsExactly(Source.open("web", List.of("k1")), APP);
    }

    @Test
    void ofTwoWhoChangeAtOnceTheLaterIsTold() {
        SourcesStore store = holding("{\"sources\":[{\"name\":\"web\",\"writeKeys\":[\"k1\"]}]}");
        SourcesStore.Held before = store.read();
        store.change(sources -> sources.without("web"));

        assertThatThrownBy(() -> store.write(before.sources().with(APP), before))
                .isInstanceOf(SourcesException.class)
                .hasMessageContaining("somebody else has just changed");
        assertThat(store.read().sources()).isEqualTo(new Sources(List.of(), null));
    }

    @Test
    void aDocumentThatIsWrongIsToldByItsPlaceAndNotTouched() {
        SourcesStore store = holding("{\"sources\":[{\"name\":\"web\",\"keys\":[]}]}");

        assertThatThrownBy(() -> store.change(sources -> sources.with(APP)))
                .isInstanceOf(SourcesException.class)
                .hasMessageContaining("sources[0] has a member 'keys' that is not known");
    }
}
