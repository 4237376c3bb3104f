package dev.clickstream.infra.cost.price;

import static dev.clickstream.infra.cost.price.Price.Basis.ASSUMED;
import static dev.clickstream.infra.cost.price.Price.Basis.LOOKED_UP;

import dev.clickstream.infra.cost.price.Price.Basis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every price the estimate uses. One list, long on purpose: a new price is one line. */
public final class Prices {
    public static final String REGION = "us-east-1";
    public static final LocalDate LOOKED_UP_ON = LocalDate.of(2026, 11, 24);

    private static final List<Price> ALL = new ArrayList<>();

    private static final String MSK = "aws.amazon.com/msk/pricing";
    private static final String LAMBDA = "aws.amazon.com/lambda/pricing";
    private static final String DYNAMODB = "aws.amazon.com/dynamodb/pricing/on-demand";
    private static final String REDSHIFT = "aws.amazon.com/redshift/pricing";
    private static final String CLOUDWATCH = "aws.amazon.com/cloudwatch/pricing";
    private static final String FARGATE = "aws.amazon.com/fargate/pricing";
    private static final String S3 = "aws.amazon.com/s3/pricing";
    private static final String PRIVATELINK = "aws.amazon.com/privatelink/pricing";
    private static final String EC2 = "aws.amazon.com/ec2/pricing/on-demand";
    private static final String CLOUDFRONT = "aws.amazon.com/cloudfront/pricing";
    private static final String WAF = "aws.amazon.com/waf/pricing";
    private static final String ELASTICACHE = "aws.amazon.com/elasticache/pricing";
    private static final String KMS = "aws.amazon.com/kms/pricing";
    private static final String SECRETS = "aws.amazon.com/secrets-manager/pricing";
    private static final String API_GATEWAY = "aws.amazon.com/api-gateway/pricing";

    public static final Price MSK_T3_SMALL = price("kafka.t3.small", 0.0456, "broker-hour", MSK, LOOKED_UP);
    public static final Price MSK_M7G_LARGE = price("kafka.m7g.large", 0.204, "broker-hour", MSK, LOOKED_UP);
    public static final Price MSK_M7G_XLARGE = price("kafka.m7g.xlarge", 0.408, "broker-hour", MSK, LOOKED_UP);
    public static final Price MSK_M7G_2XLARGE = price("kafka.m7g.2xlarge", 0.816, "broker-hour", MSK, LOOKED_UP);
    public static final Price MSK_M7G_4XLARGE = price("kafka.m7g.4xlarge", 1.632, "broker-hour", MSK, ASSUMED);
    public static final Price MSK_M7G_8XLARGE = price("kafka.m7g.8xlarge", 3.264, "broker-hour", MSK, ASSUMED);
    public static final Price MSK_M7G_16XLARGE = price("kafka.m7g.16xlarge", 6.528, "broker-hour", MSK, ASSUMED);
    public static final Price MSK_STORAGE = price("MSK broker storage", 0.10, "GB-month", MSK, LOOKED_UP);
    public static final Price EXPRESS_LARGE = price("express.m7g.large", 0.408, "broker-hour", MSK, LOOKED_UP);
    public static final Price EXPRESS_16XLARGE = price("express.m7g.16xlarge", 6.528, "broker-hour", MSK, LOOKED_UP);
    public static final Price EXPRESS_WRITTEN = price("MSK Express, data written", 0.01, "GB", MSK, ASSUMED);

    public static final Price CROSS_ZONE = price("data between zones, each side", 0.01, "GB", EC2, LOOKED_UP);
    public static final Price INTERNET_OUT = price("data out to the internet, first 10 TB", 0.09, "GB", EC2, LOOKED_UP);
    public static final Price ENDPOINT_HOUR =
            price("interface endpoint", 0.01, "endpoint-zone-hour", PRIVATELINK, LOOKED_UP);
    public static final Price ENDPOINT_DATA =
            price("interface endpoint, data, first PB", 0.01, "GB", PRIVATELINK, LOOKED_UP);

    public static final Price API_REQUESTS =
            price("HTTP API, first 300 million a month", 1.00, "million requests", API_GATEWAY, LOOKED_UP);
    public static final Price API_REQUESTS_MORE =
            price("HTTP API, above 300 million", 0.90, "million requests", API_GATEWAY, LOOKED_UP);
    public static final Price LAMBDA_REQUESTS = price("Lambda requests", 0.20, "million requests", LAMBDA, LOOKED_UP);
    public static final Price LAMBDA_COMPUTE =
            price("Lambda arm64, first 7.5 billion GB-s", 0.0000133334, "GB-s", LAMBDA, LOOKED_UP);
    public static final Price SNAPSTART_CACHE = price("SnapStart cache, Java runtimes", 0.0, "GB-s", LAMBDA, LOOKED_UP);
    public static final Price SNAPSTART_RESTORE =
            price("SnapStart restore, Java runtimes", 0.0, "GB", LAMBDA, LOOKED_UP);
    public static final Price CLOUDFRONT_REQUESTS =
            price("CloudFront HTTPS requests, US and Europe", 1.00, "million requests", CLOUDFRONT, LOOKED_UP);
    public static final Price CLOUDFRONT_TO_ORIGIN =
            price("CloudFront, data to the origin, US and Europe", 0.02, "GB", CLOUDFRONT, LOOKED_UP);
    public static final Price WAF_ACL = price("WAF web ACL", 5.00, "ACL-month", WAF, LOOKED_UP);
    public static final Price WAF_RULE = price("WAF rule", 1.00, "rule-month", WAF, LOOKED_UP);
    public static final Price WAF_REQUESTS = price("WAF requests", 0.60, "million requests", WAF, LOOKED_UP);

    public static final Price DYNAMODB_WRITE =
            price("DynamoDB on demand, write", 0.625, "million write units", DYNAMODB, LOOKED_UP);
    public static final Price DYNAMODB_READ =
            price("DynamoDB on demand, read", 0.125, "million read units", DYNAMODB, LOOKED_UP);
    public static final Price DYNAMODB_STORAGE = price("DynamoDB storage", 0.25, "GB-month", DYNAMODB, LOOKED_UP);
    public static final Price DYNAMODB_PITR = price("DynamoDB PITR", 0.20, "GB-month", DYNAMODB, LOOKED_UP);
    public static final Price S3_STORAGE = price("S3 Standard, first 50 TB", 0.023, "GB-month", S3, LOOKED_UP);
    public static final Price S3_INFREQUENT = price("S3 Standard-IA", 0.0125, "GB-month", S3, LOOKED_UP);
    public static final Price S3_GLACIER_INSTANT =
            price("S3 Glacier Instant Retrieval", 0.004, "GB-month", S3, ASSUMED);
    public static final Price S3_PUT = price("S3 PUT", 5.00, "million requests", S3, LOOKED_UP);
    public static final Price S3_GET = price("S3 GET", 0.40, "million requests", S3, LOOKED_UP);
    public static final Price CACHE_STORAGE =
            price("ElastiCache Serverless Valkey, data", 0.084, "GB-hour", ELASTICACHE, LOOKED_UP);
    public static final Price CACHE_UNITS =
            price("ElastiCache Serverless Valkey, units", 0.0023, "million ECPU", ELASTICACHE, LOOKED_UP);

    public static final Price REDSHIFT_RPU = price("Redshift Serverless", 0.375, "RPU-hour", REDSHIFT, LOOKED_UP);
    public static final Price REDSHIFT_STORAGE =
            price("Redshift managed storage", 0.024, "GB-month", REDSHIFT, LOOKED_UP);
    public static final Price REDSHIFT_RA3_XLPLUS =
            price("Redshift ra3.xlplus", 1.086, "node-hour", REDSHIFT, LOOKED_UP);
    public static final Price REDSHIFT_RA3_4XLARGE =
            price("Redshift ra3.4xlarge", 3.26, "node-hour", REDSHIFT, LOOKED_UP);

    public static final Price FARGATE_CPU = price("Fargate arm64, CPU", 0.03238, "vCPU-hour", FARGATE, LOOKED_UP);
    public static final Price FARGATE_MEMORY = price("Fargate arm64, memory", 0.00356, "GB-hour", FARGATE, LOOKED_UP);
    public static final Price FARGATE_DISK =
            price("Fargate ephemeral storage above 20 GB", 0.000111, "GB-hour", FARGATE, LOOKED_UP);
    public static final Price LOAD_BALANCER = price(
            "Application Load Balancer", 0.0225, "hour", "aws.amazon.com/elasticloadbalancing/pricing", LOOKED_UP);
    public static final Price LOAD_BALANCER_UNIT = price(
            "Application Load Balancer, capacity unit",
            0.008,
            "LCU-hour",
            "aws.amazon.com/elasticloadbalancing/pricing",
            LOOKED_UP);
    public static final Price ECR_STORAGE =
            price("ECR storage", 0.10, "GB-month", "aws.amazon.com/ecr/pricing", LOOKED_UP);

    public static final Price LOG_INGESTION = price("CloudWatch Logs, ingestion", 0.50, "GB", CLOUDWATCH, LOOKED_UP);
    public static final Price LOG_STORAGE = price("CloudWatch Logs, storage", 0.03, "GB-month", CLOUDWATCH, LOOKED_UP);
    public static final Price METRIC = price("CloudWatch custom metric", 0.30, "metric-month", CLOUDWATCH, ASSUMED);
    public static final Price ALARM = price("CloudWatch alarm", 0.10, "alarm-metric-month", CLOUDWATCH, LOOKED_UP);
    public static final Price DASHBOARD = price("CloudWatch dashboard", 3.00, "dashboard-month", CLOUDWATCH, LOOKED_UP);
    public static final Price TRACES =
            price("X-Ray traces recorded", 5.00, "million traces", "aws.amazon.com/xray/pricing", ASSUMED);
    public static final Price BUDGET = price(
            "Budget without actions",
            0.0,
            "budget-month",
            "aws.amazon.com/aws-cost-management/aws-budgets/pricing",
            ASSUMED);
    public static final Price KMS_KEY = price("KMS key", 1.00, "key-month", KMS, LOOKED_UP);
    public static final Price KMS_REQUESTS = price("KMS requests", 3.00, "million requests", KMS, LOOKED_UP);
    public static final Price SECRET = price("Secrets Manager secret", 0.40, "secret-month", SECRETS, LOOKED_UP);
    public static final Price SECRET_REQUESTS =
            price("Secrets Manager requests", 5.00, "million requests", SECRETS, LOOKED_UP);

    private Prices() {}

    public static List<Price> all() {
        return Collections.unmodifiableList(ALL);
    }

    private static Price price(String name, double usd, String unit, String source, Basis basis) {
        Price price = new Price(name, usd, unit, "https://" + source + "/", basis);
        ALL.add(price);
        return price;
    }
}
