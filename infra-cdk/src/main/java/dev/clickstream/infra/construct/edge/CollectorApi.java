package dev.clickstream.infra.construct.edge;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.EncryptedLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.ApiMapping;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.apigatewayv2.SecurityPolicy;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The HTTP API in front of the collector: its routes and no others, throttled, every request logged. The gateway tells
 * {@code /v1/import/} from {@code /v1/import}, SDKs send both: so all below a prefix is the collector's, which refuses what
 * it does not know. Preflights go to the
 * function too, which alone knows the origins. Write keys come in three places (header, query, body), so the function
 * checks them and no authorizer could.
 */
public final class CollectorApi extends Construct {
    private static final List<HttpMethod> SEND = List.of(HttpMethod.POST, HttpMethod.OPTIONS);
    private static final List<HttpMethod> ASK = List.of(HttpMethod.GET);
    private static final List<HttpMethod> SEND_AND_ASK = List.of(HttpMethod.POST, HttpMethod.OPTIONS, HttpMethod.GET);

    /** @param domain null for the API's own address */
    public record Props(
            Profile.Collector size,
            int logDays,
            CustomerKey key,
            @Nullable CustomDomain domain) {}

    private final HttpApi api;
    private final HttpStage stage;
    private final List<HttpRoute> routes;
    private final String domain;

    public CollectorApi(Construct scope, String id, IFunction collector, Props props) {
        super(scope, id);
        CustomDomain own = props.domain();
        this.api = HttpApi.Builder.create(this, "Api")
                .description("Collects events")
                .createDefaultStage(false)
                .disableExecuteApiEndpoint(own != null)
                .build();
        HttpLambdaIntegration integration = new HttpLambdaIntegration("Collector", collector);
        this.routes = List.of(
                        route(integration, "/v1/{path+}", SEND_AND_ASK),
                        route(integration, "/beacon/v1/{path+}", SEND),
                        route(integration, "/collect", SEND),
                        route(integration, "/pixel/v1/{path+}", ASK),
                        route(integration, "/sourceConfig", ASK),
                        route(integration, "/sourceConfig/{path+}", ASK),
                        route(integration, "/openapi.yaml", ASK),
                        route(integration, "/health", ASK))
                .stream()
                .flatMap(List::stream)
                .toList();
        LogGroup accessLog = EncryptedLog.create(this, "AccessLog", props.key(), props.logDays());
        this.stage = HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .detailedMetricsEnabled(true)
                .throttle(ThrottleSettings.builder()
                        .rateLimit(props.size().requestsPerSecond())
                        .burstLimit(props.size().burst())
                        .build())
                .accessLogSettings(new JsonAccessLog(accessLog))
                .build();
        this.domain = own == null
                ? "%s.execute-api.%s.%s"
                        .formatted(
                                api.getApiId(),
                                Stack.of(this).getRegion(),
                                Stack.of(this).getUrlSuffix())
                : map(own);
    }

    private List<HttpRoute> route(HttpLambdaIntegration integration, String path, List<HttpMethod> methods) {
        return api.addRoutes(AddRoutesOptions.builder()
                .path(path)
                .methods(methods)
                .integration(integration)
                .build());
    }

    private String map(CustomDomain own) {
        DomainName name = DomainName.Builder.create(this, "Domain")
                .domainName(own.name())
                .certificate(Certificate.fromCertificateArn(this, "Certificate", own.certificateArn()))
                .securityPolicy(SecurityPolicy.TLS_1_2)
                .build();
        ApiMapping.Builder.create(this, "Mapping")
                .api(api)
                .stage(stage)
                .domainName(name)
                .build();
        return own.name();
    }

    public HttpApi api() {
        return api;
    }

    /** Under which it is reached, without scheme. */
    public String domain() {
        return domain;
    }

    /** For suppressions. */
    public List<HttpRoute> routes() {
        return routes;
    }

    /** A line of JSON for each request; no address, no query (it may hold a write key), no body. */
    private static final class JsonAccessLog implements IAccessLogSettings {
        private final LogGroup log;

        JsonAccessLog(LogGroup log) {
            this.log = log;
        }

        @Override
        public IAccessLogDestination getDestination() {
            return new LogGroupLogDestination(log);
        }

        @Override
        public AccessLogFormat getFormat() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("requestId", "$context.requestId");
            fields.put("time", "$context.requestTimeEpoch");
            fields.put("route", "$context.routeKey");
            fields.put("status", "$context.status");
            fields.put("millis", "$context.responseLatency");
            fields.put("integrationMillis", "$context.integrationLatency");
            fields.put("integrationError", "$context.integrationErrorMessage");
            fields.put("bytesOut", "$context.responseLength");
            StringBuilder json = new StringBuilder("{");
            fields.forEach((name, value) ->
                    json.append(json.length() > 1 ? "," : "").append("\"%s\":\"%s\"".formatted(name, value)));
            return AccessLogFormat.custom(json.append("}").toString());
        }
    }
}
