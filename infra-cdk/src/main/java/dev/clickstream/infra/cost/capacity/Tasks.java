package dev.clickstream.infra.cost.capacity;

/**
 * A Fargate service.
 *
 * @param count tasks that run on average, possibly a fraction where scaling moves it
 * @param diskGib ephemeral storage of each, 20 of which cost nothing
 */
public record Tasks(String service, int cpuUnits, int memoryMib, double count, int diskGib) {
    public double vcpu() {
        return cpuUnits / 1_024.0;
    }

    public double memoryGb() {
        return memoryMib / 1_024.0;
    }
}
