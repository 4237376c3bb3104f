package dev.clickstream.infra.cost.capacity;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;

import dev.clickstream.infra.Profile;
import java.util.ArrayList;
import java.util.List;

/** Holds a profile's numbers against what the capacity model asks for at its own rate. */
public final class ProfileCheck {
    /** In which a request is acknowledged or refused: COLLECTOR_DELIVERY_TIMEOUT_MS. */
    private static final double DELIVERY_SECONDS = 8;

    private final Profile profile;
    private final Capacity need;
    private final List<String> shortfalls = new ArrayList<>();

    private ProfileCheck(Profile profile) {
        this.profile = profile;
        this.need = new Capacity(new Workload(profile.eventsPerSecond(), PROFILE_LOAD_FACTOR));
    }

    /** @return what is too small, each with what was found and what is wanted; empty if nothing is */
    public static List<String> shortfalls(Profile profile) {
        ProfileCheck check = new ProfileCheck(profile);
        check.kafka();
        check.collector();
        check.streams();
        check.warehouse();
        return List.copyOf(check.shortfalls);
    }

    private void kafka() {
        Profile.Kafka kafka = profile.kafka();
        BrokerType type = BrokerType.named(kafka.instanceType());
        if (!type.worksWithKraft()) {
            shortfalls.add("%s: %s is not offered with KRaft".formatted(profile.name(), type.typeName()));
        }
        atLeast("written MB/s that the brokers take", capacity(kafka, type), need.writtenMegabytesPerSecond());
        atLeast(
                "replicas that the brokers take",
                kafka.brokers() * type.maxReplicas(),
                Capacity.replicas(kafka.partitions()));
        atLeast("partitions", kafka.partitions(), need.partitions());
        atLeast("GiB of the brokers", kafka.brokers() * kafka.storageGib(), need.kafkaGb() * 1e9 / (1 << 30) / 0.85);
        atLeast(
                "seconds in which all Lambda instances must sign in",
                DELIVERY_SECONDS,
                Capacity.secondsToConnect(profile.collector().reservedConcurrency(), type));
        int streamTasks = profile.workflows().maxTasks()
                + profile.groups().maxTasks()
                + profile.sink().maxTasks();
        atLeast(
                "connections that a broker holds",
                BrokerType.MAX_CONNECTIONS,
                Capacity.connectionsPerBroker(profile.collector().reservedConcurrency(), streamTasks));
    }

    private static double capacity(Profile.Kafka kafka, BrokerType type) {
        return kafka.brokers() * type.megabytesPerSecond() * UTILISATION;
    }

    private void collector() {
        atLeast("reserved concurrency", profile.collector().reservedConcurrency(), need.concurrency());
        atLeast("API requests per second", profile.collector().requestsPerSecond(), need.requestsPerSecond());
        atLeast("API burst", profile.collector().burst(), need.requestsPerSecond() * LAMBDA_BURST);
    }

    private void streams() {
        cpu("workflows", profile.workflows(), need.workflowsCpu());
        cpu("groups", profile.groups(), need.groupsCpu());
        cpu("sink", profile.sink(), need.sinkCpu());
        atLeast("share of one loader", 1, need.loaderShare());
        Profile.Streams groups = profile.groups();
        double copies = 1.0 + groups.standbys();
        atLeast(
                "GB of disk for the state of groups, least tasks",
                groups.minTasks() * Deployment.STATE_DISK_GIB * 1.073 * 0.85,
                copies * need.stateGb());
    }

    private void cpu(String service, Profile.Streams streams, double wanted) {
        atLeast("vCPU of " + service, streams.maxTasks() * streams.cpu() / 1_024.0, wanted);
        atLeast("partitions for the tasks of " + service, profile.kafka().partitions(), streams.maxTasks());
    }

    private void warehouse() {
        int cycle = profile.loader().cycleSeconds();
        int rpu = profile.warehouse().baseRpu();
        atLeast("base RPU", rpu, need.baseRpu(cycle));
        atLeast(
                "RPU-hours a day",
                profile.warehouse().maxRpuHoursPerDay(),
                need.rpuHoursPerDay(cycle, rpu, RUNNER_POLL_SECONDS));
    }

    private void atLeast(String what, double found, double wanted) {
        if (found < wanted - 1e-9) {
            shortfalls.add("%s: %s, found %s, wanted %s"
                    .formatted(profile.name(), what, Numbers.plain(found), Numbers.plain(wanted)));
        }
    }
}
