package dev.clickstream.infra.cost.capacity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Everything that the estimate takes for granted about traffic, programs and services; measure yours and compare. One list,
 * long on purpose: each number has a name, a default and a reason.
 */
public final class Assumptions {
    public static final double SECONDS_PER_MONTH = 730 * 3_600.0;
    public static final double HOURS_PER_MONTH = 730;

    private static final List<Assumption> ALL = new ArrayList<>();

    // ---- traffic
    public static final double PROFILE_LOAD_FACTOR = assume(
            "average over busiest minute",
            0.35,
            "",
            "guess; a profile is sized for its busiest minute and billed for this share of it");
    public static final double EVENTS_PER_REQUEST =
            assume("events per request", 4, "events", "guess: web SDKs send one at a time, mobile SDKs up to twenty");
    public static final double POSTED_BYTES =
            assume("bytes per event as posted", 1_000, "B", "guess: JSON with context, most SDKs do not compress");
    public static final double MAIN_BYTES =
            assume("bytes per event on a main topic", 600, "B", "guess: the envelope, zstd in small batches to 0.6");
    public static final double WRITTEN_BYTES = assume(
            "bytes per event written to Kafka in all",
            1_500,
            "B",
            "guess: main 600, activity 150, snapshots 350, changelogs 350, links 50");
    public static final double READ_BYTES = assume(
            "bytes per event read from Kafka", 1_800, "B", "main topics twice (workflows, loader), the others once");
    public static final double PARQUET_BYTES = assume(
            "bytes per event on S3", 150, "B", "50 B/row measured for 20 plain columns; context and properties added");
    public static final double WAREHOUSE_BYTES = assume(
            "bytes per event in the warehouse", 600, "B", "four copies: landing, bronze, silver, gold with its keys");
    public static final double HISTORY_MONTHS = assume(
            "months of history kept", 12, "months", "nothing deletes from lake or warehouse; the bill of month 12");

    // ---- profiles and the hot store
    public static final double ACTIVITIES_PER_EVENT = assume(
            "activities per event", 0.5, "", "page, screen, identify and lists make none; a booking makes three");
    public static final double COLLATION_AT_ZERO = assume(
            "activities per group, window 0 s",
            1.13,
            "",
            "so that the bars of the design hold: 0.43 units at 2 s, 0.31 at 30 s");
    public static final double COLLATION_PER_SECOND =
            assume("activities per group, more per second of window", 0.016, "", "as above");
    public static final double WINDOW_SECONDS =
            assume("collation window", 2, "s", "PROCESSOR_COLLATION_WINDOW_MS, default 2,000");
    public static final double DETAIL_SHARE = assume(
            "share of writes with a detail item",
            0.1,
            "",
            "only cart and booking declare attributes in the tracking plan");
    public static final double DETAIL_UNITS =
            assume("write units of a detail item", 3, "units", "thirty points of price, currency, quantity: 2 to 3 KB");
    public static final double READS_PER_EVENT = assume("recommender reads per event", 0.2, "", "guess");
    public static final double UNITS_PER_READ =
            assume("read units per read", 1, "units", "one query, all categories, up to 8 KB, eventually consistent");
    public static final double EVENTS_PER_PROFILE =
            assume("events per profile in 90 days", 150, "events", "guess: devices without a login dominate");
    public static final double ITEM_BYTES =
            assume("bytes per profile in DynamoDB", 3_000, "B", "three categories of up to 1 KB, seldom a detail");
    public static final double STATE_BYTES = assume(
            "bytes per profile in the groups state",
            4_000,
            "B",
            "25 points of 90 B and their snapshots; not compressed");

    // ---- programs: none of these is benchmarked on Fargate or Lambda yet
    public static final double LAMBDA_MILLIS =
            assume("billed time of a request", 40, "ms", "guess: linger 5 ms, acks=all over three zones, warm");
    public static final double LAMBDA_BURST =
            assume("burst over average, requests", 3, "", "guess: concurrency is sized for it");
    public static final double STREAM_EVENTS_PER_VCPU = assume(
            "events per second and vCPU, workflows and groups",
            1_500,
            "events/s",
            "guess; local runs share 2 cores with everything");
    public static final double SINK_WRITES_PER_VCPU =
            assume("DynamoDB puts per second and vCPU", 1_000, "puts/s", "guess");
    public static final double LOADER_EVENTS = assume(
            "events per second, one loader",
            15_000,
            "events/s",
            "130,000 rows per CPU second for Parquet alone; JSON and Kafka on top; one thread; several loaders share the files of a load");
    public static final double COLLECTOR_REQUESTS_PER_VCPU = assume(
            "requests per second and vCPU, collector as a server", 500, "requests/s", "guess; peers answer thousands");
    public static final double UTILISATION =
            assume("target utilisation", 0.6, "", "room for a lost zone and a restart");
    public static final double STATE_GB_PER_TASK = assume(
            "state on one task at most", 100, "GB", "half of Fargate's 200 GiB; 100 GB restore in 33 min at 50 MB/s");
    public static final double WAREHOUSE_ROWS_PER_RPU =
            assume("events per second and RPU, load and dbt together", 1_000, "events/s", "guess");
    public static final double WAREHOUSE_FIXED_SECONDS =
            assume("load and dbt, before the first row", 20, "s", "guess: 20 models, one commit each");
    public static final double MINIMUM_WAKE_SECONDS =
            assume("least time billed when the warehouse wakes", 60, "s", "Redshift Serverless billing");

    public static final double RUNNER_POLL_SECONDS = assume(
            "between two statements of the dbt runner",
            1,
            "s",
            "RUNNER_POLL_SECONDS, default 1: each poll reads and renews its lock, so that the warehouse never sleeps");

    // ---- logs and the like
    public static final double REQUEST_LOG_BYTES =
            assume("log bytes per request", 800, "B", "access log line and Lambda's platform lines");
    public static final double RESPONSE_BYTES =
            assume("bytes per answer to the internet", 600, "B", "verdicts and headers; data in is free");
    public static final double TASK_LOG_GB = assume("log per task", 1, "GB-month", "guess");
    public static final double BROKER_LOG_GB = assume("log per broker", 2, "GB-month", "guess");
    public static final double FLOW_LOG_GB = assume("flow log per network interface", 1, "GB-month", "guess");
    public static final double ENDPOINT_GB = assume(
            "data through interface endpoints, beside logs",
            20,
            "GB-month",
            "image layers, keys, secrets, credentials");
    public static final double TRACE_SHARE =
            assume("share of requests traced", 0.05, "", "X-Ray's default rule: 5 percent");
    public static final double KMS_MILLION =
            assume("KMS requests", 2, "million/month", "guess; bucket keys and caches are on");
    public static final double CACHE_GB =
            assume("rules in the cache", 0.1, "GB", "Valkey's least billed size; the rules are smaller");
    public static final double RULES_ECPU =
            assume("units per fetch of the rules", 20, "ECPU", "one HGETALL of up to 20 KB");
    public static final double RULES_SECONDS = assume("between two fetches", 2, "s", "PROCESSOR_RULES_REFRESH_MS");
    public static final double PUTS_PER_LOAD = assume(
            "S3 writes per load",
            11,
            "requests",
            "plan, three files and their receipts, three COPY manifests, manifest");
    public static final double GETS_PER_LOAD =
            assume("S3 reads per load", 16, "requests", "checks before each write, COPY's reads");
    public static final double SLICE_GB = assume("size of a file of a load", 0.128, "GB", "LOADER_ROLL_BYTES");
    public static final double STANDARD_MONTHS =
            assume("months in S3 Standard", 1, "months", "the lake's lifecycle: colder after 30 days");
    public static final double INFREQUENT_MONTHS =
            assume("months in S3 Standard-IA", 3, "months", "the lake's lifecycle: colder again after 120 days");
    public static final double BROKER_METRICS = assume(
            "metrics of a broker at level PER_BROKER",
            45,
            "metrics",
            "guess; the default level's metrics are free, these are not");
    public static final double ROUTE_METRICS = assume(
            "metrics of the API's routes", 30, "metrics", "detailed metrics of the stage: five routes, six metrics");
    public static final double SERVICE_METRICS = assume(
            "metrics of Container Insights for a service", 20, "metrics", "guess; the cluster's own come on top");
    public static final double IMAGE_GB = assume("images kept", 8, "GB", "four repositories, ten tags of about 200 MB");

    private Assumptions() {}

    public static List<Assumption> all() {
        return Collections.unmodifiableList(ALL);
    }

    private static double assume(String name, double value, String unit, String why) {
        ALL.add(new Assumption(name, value, unit, why));
        return value;
    }
}
