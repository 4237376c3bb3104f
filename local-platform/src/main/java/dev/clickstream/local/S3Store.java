package dev.clickstream.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** S3's protocol in front of a folder, in this JVM, with the bucket of the lake. */
final class S3Store implements RunningService {
    static final String BUCKET = "clickstream-lake";
    private static final int THREADS = 16;

    private final S3Proxy proxy;

    private S3Store(S3Proxy proxy) {
        this.proxy = proxy;
    }

    static S3Store start(Path directory) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                .endpoint(URI.create("http://" + Loopback.ADDRESS + ":0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, AwsAccess.KEY_ID, AwsAccess.SECRET)
                // Newer SDKs send headers it does not know, and mean no harm.
                .ignoreUnknownHeaders(true)
                .metricsEnabled(false)
                .jettyMaxThreads(THREADS)
                .build();
        proxy.start();
        S3Store store = new S3Store(proxy);
        try {
            store.createBucket();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void createBucket() {
        try (S3Client client = S3Client.builder()
                .endpointOverride(URI.create(url()))
                .forcePathStyle(true)
                .region(AwsAccess.REGION)
                .credentialsProvider(AwsAccess.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            client.createBucket(request -> request.bucket(BUCKET));
        } catch (BucketAlreadyOwnedByYouException present) {
            // Made at an earlier start.
        }
    }

    String url() {
        return "http://" + Loopback.ADDRESS + ":" + proxy.getPort();
    }

    @Override
    public String address() {
        return url();
    }

    @Override
    public Map<String, String> endpoints() {
        return Map.of("S3_ENDPOINT", url(), "S3_BUCKET", BUCKET);
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3 does not stop", e);
        }
    }
}
