package dev.clickstream.redshift.copy;

import dev.clickstream.redshift.S3Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The bucket that COPY reads, by the same client that production code uses. */
final class S3Files implements AutoCloseable {

    private final S3Client client;

    S3Files(S3Access access) {
        client = access.open();
    }

    /** A file's content length; empty if there is none of that name. */
    Optional<Long> length(S3Location file) {
        try {
            return Optional.of(
                    client.headObject(request -> request.bucket(file.bucket()).key(file.key()))
                            .contentLength());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw unreadable(file, e);
        }
    }

    byte[] content(S3Location file) {
        try {
            return client.getObjectAsBytes(
                            request -> request.bucket(file.bucket()).key(file.key()))
                    .asByteArrayUnsafe();
        } catch (SdkException e) {
            throw unreadable(file, e);
        }
    }

    void download(S3Location file, Path target) throws IOException {
        try {
            client.getObject(request -> request.bucket(file.bucket()).key(file.key()), target);
        } catch (SdkException e) {
            throw unreadable(file, e);
        }
    }

    /** All files whose keys start so, in the order of their names. */
    List<S3Location> startingWith(S3Location prefix) {
        try {
            return client
                    .listObjectsV2Paginator(
                            request -> request.bucket(prefix.bucket()).prefix(prefix.key()))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .filter(key -> !key.endsWith("/"))
                    .map(key -> new S3Location(prefix.bucket(), key))
                    .toList();
        } catch (SdkException e) {
            throw unreadable(prefix, e);
        }
    }

    private static CopyFailure unreadable(S3Location file, SdkException cause) {
        CopyFailure failure =
                CopyFailure.inFile(file.toString(), "S3ServiceException: " + cause.getMessage() + " (" + file + ")");
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void close() {
        client.close();
    }
}
