package dev.clickstream.loader.stage;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of S3; "if absent" is S3's own conditional write. */
public final class S3StageBucket implements StageBucket {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 5;

    private final S3Client client;
    private final String bucket;

    public S3StageBucket(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public boolean putIfAbsent(String key, Path file, Map<String, String> metadata) {
        return putIfAbsent(key, RequestBody.fromFile(file), metadata);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        return putIfAbsent(key, RequestBody.fromBytes(content), Map.of());
    }

    /** Two writers at once may both be told of a conflict (409): then nobody has won yet and both try again. */
    private boolean putIfAbsent(String key, RequestBody body, Map<String, String> metadata) {
        for (int attempt = 1; ; attempt++) {
            try {
                client.putObject(
                        put -> put.bucket(bucket).key(key).metadata(metadata).ifNoneMatch("*"), body);
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return false;
                }
                if (e.statusCode() != CONFLICT || attempt == ATTEMPTS) {
                    throw failed("put", key, e);
                }
            }
        }
    }

    @Override
    public Optional<byte[]> read(String key) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (S3Exception e) {
            throw failed("get", key, e);
        }
    }

    @Override
    public Optional<StoredObject> describe(String key) {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key));
            return Optional.of(new StoredObject(head.contentLength(), head.metadata()));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (S3Exception e) {
            throw failed("head", key, e);
        }
    }

    @Override
    public String url(String key) {
        return "s3://" + bucket + "/" + key;
    }

    private StageException failed(String operation, String key, S3Exception cause) {
        return new StageException(
                "%s failed: bucket=%s key=%s status=%d".formatted(operation, bucket, key, cause.statusCode()), cause);
    }

    @Override
    public void close() {
        client.close();
    }
}
