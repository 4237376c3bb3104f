package dev.clickstream.infra.cost.capacity;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;

import java.util.List;

/** Task sizes for a rate, where no profile gives them. */
final class ServiceSizes {
    private static final int LEAST_DISK_GIB = 21;
    /** Two copies of the state: the task that works on it, and a standby. */
    private static final int COPIES = 2;

    private ServiceSizes() {}

    /** The runner is one task whatever the rate; its work happens in the warehouse. */
    static Tasks runner() {
        return new Tasks("runner", 512, 2_048, 1, LEAST_DISK_GIB);
    }

    /** One: a second would do the same work again. */
    private static Tasks loader(Capacity need) {
        int cpuUnits = need.loaderShare() <= 0.1 ? 512 : 2_048;
        return new Tasks("loader", cpuUnits, 4 * cpuUnits, 1, LEAST_DISK_GIB);
    }

    static List<Tasks> sizedFor(Capacity need) {
        return List.of(
                tasks("workflows", need.workflowsCpu(), 0),
                tasks("groups", need.groupsCpu(), COPIES * need.stateGb()),
                tasks("sink", need.sinkCpu(), 0),
                loader(need),
                runner());
    }

    /** At least two; of half a vCPU where that is enough, of two where not; disk for a third more than the state. */
    private static Tasks tasks(String service, double vcpu, double stateGb) {
        int cpuUnits = vcpu <= 0.5 ? 512 : vcpu <= 2 ? 1_024 : 2_048;
        int byWork = Capacity.ceil(vcpu / (cpuUnits / 1_024.0));
        int byState = Capacity.ceil(stateGb / STATE_GB_PER_TASK);
        int count = Math.max(2, Math.max(byWork, byState));
        int disk = Math.clamp(Capacity.ceil(stateGb / count * 1.33), LEAST_DISK_GIB, 200);
        return new Tasks(service, cpuUnits, 4 * cpuUnits, count, disk);
    }
}
