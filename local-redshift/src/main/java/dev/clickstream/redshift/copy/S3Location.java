package dev.clickstream.redshift.copy;

/** {@code s3://bucket/key}. */
public record S3Location(String bucket, String key) {

    private static final String SCHEME = "s3://";

    public static S3Location parse(String url) {
        int slash = url.indexOf('/', SCHEME.length());
        if (!url.startsWith(SCHEME) || slash < 0 || slash == url.length() - 1) {
            throw CopyFailure.of("The S3 path is not valid: '" + url + "' must be s3://bucket/key");
        }
        return new S3Location(url.substring(SCHEME.length(), slash), url.substring(slash + 1));
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
