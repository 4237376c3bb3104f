package dev.clickstream.loader.bucket;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of S3; "if absent" is S3's own conditional write. What may pass by itself (429, 5xx, an answer that got lost) is
 * tried again by the client. A put whose answer got lost finds its own object then and is told that the key is taken: so
 * whoever puts goes on from what is there, not from who put it.
 */
public final class S3StageBucket implements StageBucket {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int ATTEMPTS = 6;

    private final S3Client client;
    private final String bucket;

    public S3StageBucket(S3Client client, String bucket) {
        this.client = requireNonNull(client);
        this.bucket = requireNonNull(bucket);
    }

    /** A client that is patient with S3: region, credentials and endpoint are those of the environment unless set. */
    public static S3ClientBuilder client() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(
                        retry -> retry.maxAttempts(ATTEMPTS).retryOnException(S3StageBucket::isConflict)));
    }

    /** Of two who put at once each may be told of a conflict: then nobody has won yet. */
    private static boolean isConflict(Throwable failure) {
        return failure instanceof S3Exception s3 && s3.statusCode() == CONFLICT;
    }

    @Override
    public boolean putIfAbsent(String key, Path file, Map<String, String> metadata) {
        return put(
                key, RequestBody.fromFile(file), put -> put.metadata(metadata).ifNoneMatch("*"));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        return put(key, RequestBody.fromBytes(content), put -> put.ifNoneMatch("*"));
    }

    @Override
    public boolean replace(String key, StoredObject present, Path file, Map<String, String> metadata) {
        return put(
                key, RequestBody.fromFile(file), put -> put.metadata(metadata).ifMatch(present.version()));
    }

    private boolean put(String key, RequestBody body, Consumer<PutObjectRequest.Builder> condition) {
        try {
            client.putObject(put -> condition.accept(put.bucket(bucket).key(key)), body);
            return true;
        } catch (SdkException e) {
            if (e instanceof S3Exception s3 && s3.statusCode() == PRECONDITION_FAILED) {
                return false;
            }
            throw failed("put", key, e);
        }
    }

    @Override
    public Optional<byte[]> read(String key) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("get", key, e);
        }
    }

    @Override
    public void download(String key, Path file) {
        try {
            Files.deleteIfExists(file);
            client.getObject(get -> get.bucket(bucket).key(key), file);
        } catch (SdkException e) {
            throw failed("get", key, e);
        } catch (IOException e) {
            throw new StageException("cannot write to %s what lies at key=%s".formatted(file, key), e);
        }
    }

    @Override
    public Optional<StoredObject> describe(String key) {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key));
            return Optional.of(new StoredObject(head.contentLength(), head.eTag(), head.metadata()));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("head", key, e);
        }
    }

    @Override
    public List<String> list(String prefix, String after) {
        try {
            return client
                    .listObjectsV2Paginator(list -> {
                        list.bucket(bucket).prefix(prefix);
                        if (!after.isEmpty()) {
                            list.startAfter(after);
                        }
                    })
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        } catch (SdkException e) {
            throw failed("list", prefix, e);
        }
    }

    @Override
    public void deleteOlderVersions(String key) {
        try {
            client.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(key)).versions().stream()
                    .filter(version -> version.key().equals(key) && !version.isLatest())
                    .forEach(version -> client.deleteObject(
                            delete -> delete.bucket(bucket).key(key).versionId(version.versionId())));
        } catch (SdkException e) {
            if (e instanceof S3Exception s3 && s3.statusCode() == NOT_IMPLEMENTED) {
                return; // a store that knows no versions has none
            }
            throw failed("delete older versions", key, e);
        }
    }

    @Override
    public String url(String key) {
        return "s3://" + bucket + "/" + key;
    }

    private StageException failed(String operation, String key, SdkException cause) {
        String status = cause instanceof S3Exception s3 ? String.valueOf(s3.statusCode()) : "none";
        return new StageException(
                "%s failed: bucket=%s key=%s status=%s".formatted(operation, bucket, key, status), cause);
    }

    @Override
    public void close() {
        client.close();
    }
}
