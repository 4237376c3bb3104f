package dev.clickstream.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A function that does what its event says; it is zipped and run by the tests. */
public final class Handler implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        if (event.contains("/fail")) {
            throw new IllegalStateException("as asked");
        }
        if (event.contains("/exit")) {
            Runtime.getRuntime().halt(7);
        }
        if (event.contains("/hang")) {
            synchronized (this) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        output.write("{\"statusCode\":200,\"body\":\"%s %d\"}"
                .formatted(context.getFunctionName(), ProcessHandle.current().pid())
                .getBytes(StandardCharsets.UTF_8));
    }
}
