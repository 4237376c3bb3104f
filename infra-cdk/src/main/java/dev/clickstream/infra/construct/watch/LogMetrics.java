package dev.clickstream.infra.construct.watch;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/** Metrics cut out of a program's lines of JSON, of those whose field {@code metric} has one value. */
public final class LogMetrics extends Construct {
    private static final Duration MINUTE = Duration.minutes(1);

    private final String namespace;
    private final ILogGroup log;
    private final String line;

    /** @param line the value of {@code metric} */
    public LogMetrics(Construct scope, String id, String namespace, ILogGroup log, String line) {
        super(scope, id);
        this.namespace = namespace;
        this.log = log;
        this.line = line;
    }

    /** A metric of one field. Its name says both, e.g. {@code load.rejected}. */
    public Metric of(String field, String statistic) {
        String name = "%s.%s".formatted(line, field);
        if (getNode().tryFindChild(field) == null) {
            MetricFilter.Builder.create(this, field)
                    .logGroup(log)
                    .filterPattern(FilterPattern.stringValue("$.metric", "=", line))
                    .metricNamespace(namespace)
                    .metricName(name)
                    .metricValue("$." + field)
                    .build();
        }
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .period(MINUTE)
                .build();
    }
}
