package dev.clickstream.infra.construct.service;

import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.EncryptedLog;
import dev.clickstream.infra.construct.access.ProgramRole;
import dev.clickstream.infra.construct.access.Statements;
import dev.clickstream.infra.construct.store.ImageRepositories;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Capability;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargatePlatformVersion;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.LogDrivers;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A program as a Fargate service: no shell in, no address outside, a root file system that cannot be written, a user that is
 * not root. A deployment whose tasks do not stay up is rolled back.
 */
public final class FargateProgram extends Construct {
    /** The user that the images make; a number, so that it means the same in every image. */
    private static final String USER = "10001:10001";

    /** To finish a transaction or a load, and to hand over state. */
    private static final Duration STOP = Duration.seconds(120);

    /** @param tag of the image, or its digest ({@code sha256:…}) */
    public record Surroundings(
            ICluster cluster,
            SubnetSelection subnets,
            ISecurityGroup group,
            ImageRepositories images,
            String tag,
            CpuArchitecture architecture,
            CustomerKey key,
            int logDays) {}

    private final FargateService service;
    private final FargateTaskDefinition task;
    private final LogGroup log;
    private final ProgramRole role;
    private final ProgramRole starter;

    public FargateProgram(Construct scope, String id, Program program, Surroundings around) {
        super(scope, id);
        this.log = EncryptedLog.create(this, "Log", around.key(), around.logDays());
        this.role = ProgramRole.ofTask(this, "Access", "What the program %s may do".formatted(program.name()));
        role.allow(program.access());
        this.starter = ProgramRole.ofTask(this, "Start", "Starts tasks of %s".formatted(program.name()));
        starter.allow(around.images().pull(program.image()));
        starter.allow(Statements.allow(
                "Log", List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn())));
        this.task = FargateTaskDefinition.Builder.create(this, "Task")
                .cpu(program.cpu())
                .memoryLimitMiB(program.memoryMib())
                .ephemeralStorageGiB(program.diskGib())
                .taskRole(role.role())
                .executionRole(starter.role())
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(around.architecture())
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .build();
        mount(program, container(program, around));
        this.service = FargateService.Builder.create(this, "Service")
                .cluster(around.cluster())
                .taskDefinition(task)
                .platformVersion(FargatePlatformVersion.LATEST)
                .vpcSubnets(around.subnets())
                .securityGroups(List.of(around.group()))
                .assignPublicIp(false)
                .enableExecuteCommand(false)
                .desiredCount(program.minTasks())
                .minHealthyPercent(program.single() ? 0 : 100)
                .maxHealthyPercent(program.single() ? 100 : 200)
                .circuitBreaker(
                        DeploymentCircuitBreaker.builder().rollback(true).build())
                .propagateTags(PropagatedTagSource.SERVICE)
                .build();
    }

    private ContainerDefinition container(Program program, Surroundings around) {
        return task.addContainer(
                "Program",
                ContainerDefinitionOptions.builder()
                        .containerName(program.name())
                        .image(ContainerImage.fromEcrRepository(around.images().of(program.image()), around.tag()))
                        .environment(program.settings())
                        .healthCheck(health(program.healthPort()))
                        .user(USER)
                        .readonlyRootFilesystem(true)
                        .stopTimeout(STOP)
                        .linuxParameters(linux())
                        .logging(LogDrivers.awsLogs(AwsLogDriverProps.builder()
                                .logGroup(log)
                                .streamPrefix(program.name())
                                .build()))
                        .build());
    }

    /** A task that restores its state is healthy; one whose service has failed ends by itself: this finds the one that hangs. */
    private static @Nullable HealthCheck health(@Nullable Integer port) {
        return port == null
                ? null
                : HealthCheck.builder()
                        .command(List.of("CMD", "/opt/clickstream/healthy", port.toString(), "/health"))
                        .interval(Duration.seconds(30))
                        .timeout(Duration.seconds(10))
                        .startPeriod(Duration.seconds(120))
                        .retries(3)
                        .build();
    }

    private LinuxParameters linux() {
        LinuxParameters parameters = LinuxParameters.Builder.create(this, "Linux")
                .initProcessEnabled(true)
                .build();
        parameters.dropCapabilities(Capability.ALL);
        return parameters;
    }

    private void mount(Program program, ContainerDefinition container) {
        for (String directory : program.writable()) {
            String volume = directory.substring(1).replace('/', '-');
            task.addVolume(Volume.builder().name(volume).build());
            container.addMountPoints(MountPoint.builder()
                    .sourceVolume(volume)
                    .containerPath(directory)
                    .readOnly(false)
                    .build());
        }
    }

    public FargateService service() {
        return service;
    }

    public LogGroup log() {
        return log;
    }

    /** The name by which databases know it. */
    public String roleName() {
        return role.roleName();
    }

    /** For suppressions. */
    public FargateTaskDefinition task() {
        return task;
    }

    /** What the program may do. */
    public ProgramRole access() {
        return role;
    }

    /** What starting it needs: its image and its log. */
    public ProgramRole starter() {
        return starter;
    }
}
