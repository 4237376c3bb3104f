package dev.clickstream.collector.spill;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a bucket of S3 below a prefix. The client is made on first use: none is open in a snapshot of a function. */
public final class S3SpillStore implements SpillStore {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 3;

    private final Supplier<S3Client> clients;
    private final String bucket;
    private final String prefix;
    private @Nullable S3Client client;

    /** @param prefix that ends with a slash */
    public S3SpillStore(Supplier<S3Client> clients, String bucket, String prefix) {
        this.clients = requireNonNull(clients);
        this.bucket = requireNonNull(bucket);
        this.prefix = requireNonNull(prefix);
    }

    /** A conflict (409) tells of an earlier try on its way, 412 of one that has arrived, though its answer was lost. */
    @Override
    public void keep(String key, byte[] content) {
        for (int attempt = 1; ask("put", key, s3 -> conflicts(s3, key, content)); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new SpillException(
                        "put failed: bucket=%s key=%s reason=%d conflicts".formatted(bucket, prefix + key, attempt),
                        null);
            }
        }
    }

    private boolean conflicts(S3Client s3, String key, byte[] content) {
        try {
            s3.putObject(
                    put -> put.bucket(bucket)
                            .key(prefix + key)
                            .contentType("application/gzip")
                            .ifNoneMatch("*"),
                    RequestBody.fromBytes(content));
            return false;
        } catch (S3Exception e) {
            if (e.statusCode() == CONFLICT || e.statusCode() == PRECONDITION_FAILED) {
                return e.statusCode() == CONFLICT;
            }
            throw e;
        }
    }

    @Override
    public List<String> keysAfter(String after, int most) {
        return ask(
                "list",
                after,
                s3 -> s3
                        .listObjectsV2(list -> {
                            list.bucket(bucket).prefix(prefix).maxKeys(most);
                            if (!after.isEmpty()) {
                                list.startAfter(prefix + after);
                            }
                        })
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .map(key -> key.substring(prefix.length()))
                        .sorted()
                        .toList());
    }

    @Override
    public Optional<byte[]> read(String key) {
        return ask("get", key, s3 -> {
            try {
                return Optional.of(s3.getObjectAsBytes(get -> get.bucket(bucket).key(prefix + key))
                        .asByteArray());
            } catch (NoSuchKeyException absent) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void delete(List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(prefix + key).build())
                .toList();
        DeleteObjectsResponse response = ask(
                "delete",
                keys.getFirst(),
                s3 -> s3.deleteObjects(delete -> delete.bucket(bucket)
                        .delete(Delete.builder().objects(objects).quiet(true).build())));
        if (response.hasErrors() && !response.errors().isEmpty()) {
            throw new SpillException(
                    "delete failed: bucket=%s key=%s code=%s objects=%d"
                            .formatted(
                                    bucket,
                                    response.errors().getFirst().key(),
                                    response.errors().getFirst().code(),
                                    response.errors().size()),
                    null);
        }
    }

    private <T> T ask(String operation, String key, Function<S3Client, T> question) {
        try {
            return question.apply(client());
        } catch (SdkException e) {
            throw new SpillException(
                    "%s failed: bucket=%s key=%s reason=%s".formatted(operation, bucket, prefix + key, e.getMessage()),
                    e);
        }
    }

    private synchronized S3Client client() {
        if (client == null) {
            client = clients.get();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
