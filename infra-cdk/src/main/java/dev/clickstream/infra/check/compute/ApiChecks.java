package dev.clickstream.infra.check.compute;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import java.util.List;

/** The HTTP API, its own domain, and CloudFront before it. */
public final class ApiChecks {
    private static final String STAGE = "AWS::ApiGatewayV2::Stage";
    private static final String API = "AWS::ApiGatewayV2::Api";
    private static final String DOMAIN = "AWS::ApiGatewayV2::DomainName";
    private static final String DISTRIBUTION = "AWS::CloudFront::Distribution";

    private ApiChecks() {}

    public static List<Check> all() {
        return List.of(
                Check.of(
                        "api-throttling",
                        "requests are limited, steadily and in bursts",
                        STAGE,
                        stage -> Fault.missing(
                                stage,
                                "DefaultRouteSettings.ThrottlingRateLimit",
                                "DefaultRouteSettings.ThrottlingBurstLimit")),
                Check.of(
                        "api-access-log",
                        "each request leaves a line",
                        STAGE,
                        stage -> Fault.missing(stage, "AccessLogSettings.DestinationArn", "AccessLogSettings.Format")),
                Check.of(
                        "api-domain-tls",
                        "a domain speaks TLS 1.2 or newer",
                        DOMAIN,
                        domain -> Fault.joined(
                                domain.each("DomainNameConfigurations"),
                                configuration -> !configuration
                                        .path("SecurityPolicy")
                                        .asString("")
                                        .matches("TLS_1_[23].*|SecurityPolicy_TLS13_.*"),
                                configuration -> "SecurityPolicy is "
                                        + configuration.path("SecurityPolicy").asString("missing"))),
                Check.beside(
                        "api-one-way-in",
                        "with a domain of its own the API has no other address",
                        API,
                        (api, template) -> Fault.when(
                                !template.resources(DOMAIN).isEmpty() && !api.isTrue("DisableExecuteApiEndpoint"),
                                Fault.said(api, "DisableExecuteApiEndpoint"))),
                Check.of(
                        "api-origins",
                        "credentials are not allowed from every origin",
                        API,
                        api -> Fault.when(
                                api.isTrue("CorsConfiguration.AllowCredentials")
                                        && api.each("CorsConfiguration.AllowOrigins").stream()
                                                .anyMatch(origin ->
                                                        origin.asString("").contains("*")),
                                Fault.said(api, "CorsConfiguration.AllowOrigins"))),
                Check.of(
                        "cloudfront-https",
                        "viewers and origin are spoken to in TLS only",
                        DISTRIBUTION,
                        distribution -> Fault.either(List.of(
                                Fault.when(
                                        !distribution
                                                .text("DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy")
                                                .matches("https-only|redirect-to-https"),
                                        Fault.said(
                                                distribution,
                                                "DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy")),
                                Fault.joined(
                                        distribution.each("DistributionConfig.Origins"),
                                        origin -> origin.has("CustomOriginConfig")
                                                && !origin.path("CustomOriginConfig")
                                                        .path("OriginProtocolPolicy")
                                                        .asString("")
                                                        .equals("https-only"),
                                        origin -> "origin %s is not spoken to in TLS only"
                                                .formatted(origin.path("Id").asString("")))))),
                Check.of(
                        "cloudfront-waf",
                        "a firewall stands before it",
                        DISTRIBUTION,
                        distribution -> Fault.missing(distribution, "DistributionConfig.WebACLId")));
    }
}
