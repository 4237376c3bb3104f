package dev.clickstream.processor.failure;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * Puts aside a record whose outcome Kafka will never take: too large, not valid, or not to be written as bytes. Everything else
 * is tried again or stops the service, as is Kafka's own way.
 */
public final class ProductionFailure implements ProductionExceptionHandler {
    private final ProductionExceptionHandler standard = new DefaultProductionExceptionHandler();

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
        Response response = standard.handleError(context, record, failure);
        return failure instanceof RecordTooLargeException || failure instanceof InvalidRecordException
                ? Response.resume(response.deadLetterQueueRecords())
                : response;
    }

    @Override
    @SuppressWarnings("rawtypes") // Kafka's own signature
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception failure,
            SerializationExceptionOrigin origin) {
        return Response.resume(standard.handleSerializationError(context, record, failure, origin)
                .deadLetterQueueRecords());
    }

    @Override
    public void configure(Map<String, ?> settings) {
        standard.configure(settings);
    }
}
