package dev.clickstream.infra.cost.capacity;

import dev.clickstream.infra.cost.price.Price;
import dev.clickstream.infra.cost.price.Prices;
import java.util.Arrays;

/**
 * MSK's standard brokers and their limits. Partitions: MSK's best practices, replicas included. New IAM connections per
 * second: MSK's quotas, fixed. Written megabytes per second: a third of the recommended rate of the Express broker of the
 * same size, which AWS rates at up to three times a standard one.
 */
public enum BrokerType {
    /** MSK does not offer it with KRaft; known so that a profile that asks for it is told so. */
    T3_SMALL("kafka.t3.small", Prices.MSK_T3_SMALL, 2, 300, 4),
    M7G_LARGE("kafka.m7g.large", Prices.MSK_M7G_LARGE, 5.2, 1_000, 100),
    M7G_XLARGE("kafka.m7g.xlarge", Prices.MSK_M7G_XLARGE, 10.4, 1_000, 100),
    M7G_2XLARGE("kafka.m7g.2xlarge", Prices.MSK_M7G_2XLARGE, 20.8, 2_000, 100),
    M7G_4XLARGE("kafka.m7g.4xlarge", Prices.MSK_M7G_4XLARGE, 41.6, 4_000, 100),
    M7G_8XLARGE("kafka.m7g.8xlarge", Prices.MSK_M7G_8XLARGE, 83.3, 4_000, 100),
    M7G_16XLARGE("kafka.m7g.16xlarge", Prices.MSK_M7G_16XLARGE, 166.6, 4_000, 100);

    /** IAM connections that a broker holds at once, unless raised in its configuration. */
    public static final int MAX_CONNECTIONS = 3_000;

    /** Of a cluster with KRaft, by MSK's quotas. */
    public static final int MAX_BROKERS = 60;

    public static final int MAX_STORAGE_GIB = 16_384;

    private final String typeName;
    private final Price price;
    private final double megabytesPerSecond;
    private final int maxReplicas;
    private final int newConnectionsPerSecond;

    BrokerType(String typeName, Price price, double megabytesPerSecond, int maxReplicas, int newConnectionsPerSecond) {
        this.typeName = typeName;
        this.price = price;
        this.megabytesPerSecond = megabytesPerSecond;
        this.maxReplicas = maxReplicas;
        this.newConnectionsPerSecond = newConnectionsPerSecond;
    }

    /** @throws IllegalArgumentException if the estimate has no price for it */
    public static BrokerType named(String typeName) {
        return Arrays.stream(values())
                .filter(type -> type.typeName.equals(typeName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no price is known for the broker type " + typeName));
    }

    public String typeName() {
        return typeName;
    }

    public Price price() {
        return price;
    }

    public double megabytesPerSecond() {
        return megabytesPerSecond;
    }

    public int maxReplicas() {
        return maxReplicas;
    }

    public int newConnectionsPerSecond() {
        return newConnectionsPerSecond;
    }

    public boolean worksWithKraft() {
        return this != T3_SMALL;
    }
}
