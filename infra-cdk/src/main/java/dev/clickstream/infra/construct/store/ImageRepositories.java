package dev.clickstream.infra.construct.store;

import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.Statements;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryEncryption;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** One repository an image. A tag, once pushed, stays what it is; every image is scanned. */
public final class ImageRepositories extends Construct {
    private static final int IMAGES_KEPT = 50;

    private final Map<Image, Repository> repositories = new EnumMap<>(Image.class);

    public ImageRepositories(Construct scope, String id, CustomerKey key, boolean keeps) {
        super(scope, id);
        for (Image image : Image.values()) {
            repositories.put(
                    image,
                    Repository.Builder.create(this, image.id())
                            .encryption(RepositoryEncryption.KMS)
                            .encryptionKey(key.key())
                            .imageTagMutability(TagMutability.IMMUTABLE)
                            .imageScanOnPush(true)
                            .lifecycleRules(List.of(LifecycleRule.builder()
                                    .maxImageCount(IMAGES_KEPT)
                                    .build()))
                            .emptyOnDelete(!keeps)
                            .removalPolicy(keeps ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                            .build());
        }
    }

    public IRepository of(Image image) {
        Repository repository = repositories.get(image);
        if (repository == null) {
            throw new IllegalStateException("no repository for " + image);
        }
        return repository;
    }

    /** What drawing an image needs. A token is asked of the whole registry: ECR knows no narrower right. */
    public List<PolicyStatement> pull(Image image) {
        return List.of(
                Statements.allow(
                        "ImagePull",
                        List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
                        List.of(of(image).getRepositoryArn())),
                Statements.allow("ImageToken", List.of("ecr:GetAuthorizationToken"), List.of("*")));
    }
}
