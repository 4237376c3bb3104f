package dev.clickstream.infra.stack;

import dev.clickstream.infra.Options;
import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.store.Image;
import dev.clickstream.infra.construct.store.ImageRepositories;
import dev.clickstream.infra.construct.store.LakeBucket;
import dev.clickstream.infra.construct.store.LakeCatalogue;
import dev.clickstream.infra.construct.store.RecentItemsTable;
import dev.clickstream.infra.construct.store.RulesTable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** What outlives every program: the hot table, the rules, the lake, the images. Needs no other stack. */
public final class StateStack extends Stack {
    private final RecentItemsTable recentItems;
    private final RulesTable rules;
    private final LakeBucket lake;
    private final ImageRepositories images;

    public StateStack(Construct scope, String id, StackProps props, Options options) {
        super(scope, id, props);
        Profile profile = options.profile();
        boolean keeps = profile.keepsData();
        CustomerKey key = new CustomerKey(this, "Key", "Encrypts the tables, the lake and the images", keeps);
        this.recentItems = new RecentItemsTable(this, "RecentItems", key, keeps);
        this.rules = new RulesTable(this, "Rules", key, keeps);
        this.lake = new LakeBucket(this, "Lake", key, keeps, profile.logs().retentionDays());
        new LakeCatalogue(this, "Catalogue", options.platformName().replace('-', '_'), lake.bucketName());
        this.images = new ImageRepositories(this, "Images", key, keeps);
        output("KeyArn", key.arn());
        output("RecentItemsTable", recentItems.tableName());
        output("RulesTable", rules.tableName());
        output("LakeBucket", lake.bucketName());
        for (Image image : Image.values()) {
            output(image.id() + "Repository", images.of(image).getRepositoryUri());
        }
        Suppressions.replication(lake.buckets());
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }

    public RecentItemsTable recentItems() {
        return recentItems;
    }

    public RulesTable rules() {
        return rules;
    }

    public LakeBucket lake() {
        return lake;
    }

    public ImageRepositories images() {
        return images;
    }
}
