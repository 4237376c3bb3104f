package dev.clickstream.infra.construct.service;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.AdjustmentType;
import software.amazon.awscdk.services.applicationautoscaling.BasicStepScalingPolicyProps;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.applicationautoscaling.ScalingInterval;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.ecs.FargateService;

/**
 * More tasks when a group falls behind, fewer when it has long caught up. Slow on purpose: each change moves partitions with
 * their state.
 */
public final class LagScaling {
    /** Seconds of the profile's busiest minute that may wait before one, and before two tasks are added. */
    private static final int BEHIND = 30;

    private static final int FAR_BEHIND = 180;
    private static final int CAUGHT_UP = 3;
    private static final Duration COOLDOWN = Duration.minutes(5);

    private LagScaling() {}

    public static void apply(FargateService service, Program program, IMetric lag, int eventsPerSecond) {
        if (program.minTasks() == program.maxTasks()) {
            return;
        }
        service.autoScaleTaskCount(EnableScalingProps.builder()
                        .minCapacity(program.minTasks())
                        .maxCapacity(program.maxTasks())
                        .build())
                .scaleOnMetric(
                        "Lag",
                        BasicStepScalingPolicyProps.builder()
                                .metric(lag)
                                .adjustmentType(AdjustmentType.CHANGE_IN_CAPACITY)
                                .scalingSteps(List.of(
                                        ScalingInterval.builder()
                                                .upper(eventsPerSecond * CAUGHT_UP)
                                                .change(-1)
                                                .build(),
                                        ScalingInterval.builder()
                                                .lower(eventsPerSecond * BEHIND)
                                                .change(1)
                                                .build(),
                                        ScalingInterval.builder()
                                                .lower(eventsPerSecond * FAR_BEHIND)
                                                .change(2)
                                                .build()))
                                .cooldown(COOLDOWN)
                                .evaluationPeriods(5)
                                .datapointsToAlarm(5)
                                .build());
    }
}
