package dev.clickstream.infra.construct.edge;

/**
 * A name of one's own.
 *
 * @param certificateArn of a certificate for it, in the region where it is served (CloudFront: us-east-1)
 */
public record CustomDomain(String name, String certificateArn) {}
