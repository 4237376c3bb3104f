package dev.clickstream.redshift;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where {@code COPY} reads its files and {@code UNLOAD} writes them. The {@code IAM_ROLE} of a statement is checked for form only: these credentials
 * are used for all of them.
 */
public record S3Access(URI endpoint, String region, String accessKey, String secretKey) {

    public S3Access {
        if (endpoint.getHost() == null) {
            throw new IllegalArgumentException("S3 endpoint must be an absolute URI with a host, was " + endpoint);
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("S3 region must not be blank");
        }
    }

    /** A client of it, the one that production code uses; the caller closes it. */
    public S3Client open() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(true)
                .build();
    }
}
