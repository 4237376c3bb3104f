package dev.clickstream.redshift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server with one bucket, for COPY to read. */
final class TestBucket {

    static final String NAME = "stage";

    private final S3Access access;
    private final S3Client client;

    private TestBucket(S3Access access, S3Client client) {
        this.access = access;
        this.client = client;
    }

    static TestBucket start() {
        try {
            Path directory = Files.createTempDirectory("test-bucket");
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "local", "local-secret")
                    .ignoreUnknownHeaders(true)
                    .build();
            server.start();
            URI endpoint = URI.create("http://127.0.0.1:" + server.getPort());
            S3Access access = new S3Access(endpoint, "eu-central-1", "local", "local-secret");
            S3Client client = S3Client.builder()
                    .endpointOverride(endpoint)
                    .region(Region.EU_CENTRAL_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local-secret")))
                    .httpClient(UrlConnectionHttpClient.create())
                    .forcePathStyle(true)
                    .build();
            client.createBucket(request -> request.bucket(NAME));
            return new TestBucket(access, client);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    S3Access access() {
        return access;
    }

    /** Puts an object and returns its URL. */
    String put(String key, byte[] content) {
        client.putObject(request -> request.bucket(NAME).key(key), RequestBody.fromBytes(content));
        return url(key);
    }

    String content(String key) {
        return client.getObjectAsBytes(request -> request.bucket(NAME).key(key)).asUtf8String();
    }

    static String url(String key) {
        return "s3://" + NAME + "/" + key;
    }
}
