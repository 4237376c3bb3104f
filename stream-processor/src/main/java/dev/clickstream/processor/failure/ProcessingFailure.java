package dev.clickstream.processor.failure;

import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Puts a record that the code cannot process aside. What is no record's fault stops the service instead, so that it starts
 * afresh from its last commit: a store that fails, and the timer, which works on many records at once.
 */
public final class ProcessingFailure implements ProcessingExceptionHandler {
    private final ProcessingExceptionHandler putAside = new LogAndContinueProcessingExceptionHandler();
    private final ProcessingExceptionHandler stop = new LogAndFailProcessingExceptionHandler();

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        boolean isRecordsFault = context.topic() != null && !(failure instanceof StreamsException);
        return isRecordsFault
                ? putAside.handleError(context, record, failure)
                : Response.fail(stop.handleError(context, record, failure).deadLetterQueueRecords());
    }

    @Override
    public void configure(Map<String, ?> settings) {
        putAside.configure(settings);
        // A record that will be read again is no dead letter.
    }
}
