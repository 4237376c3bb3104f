package dev.clickstream.bench.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The collector's HTTP stack and nothing behind it: reads the body and answers at once. What no collector on this stack can beat. */
@Controller
public final class BareServer {
    private static final byte[] ANSWER =
            "{\"success\":true,\"accepted\":1,\"rejected\":[],\"duplicates\":0}".getBytes(UTF_8);

    @Post("/v1/{call}")
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<byte[]> answer(String call, @Body byte[] body) {
        return HttpResponse.ok(ANSWER).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedServer server = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .properties(Map.of(
                        "micronaut.server.host",
                        "127.0.0.1",
                        "micronaut.server.port",
                        -1,
                        "micronaut.server.max-request-size",
                        1L << 30))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
        System.out.println("ready " + server.getURI());
        new CountDownLatch(1).await();
    }
}
