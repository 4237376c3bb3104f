package dev.clickstream.redshift;

import java.net.URI;

/**
 * Where {@code COPY} reads its files. The {@code IAM_ROLE} of a statement is checked for form only: these credentials
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
}
