package dev.clickstream.infra.construct.watch;

import static java.util.Objects.requireNonNull;

import dev.clickstream.infra.construct.access.CustomerKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** Where alarms and cost notices go: an encrypted topic that those three services of this account may write to. */
public final class AlarmTopic extends Construct {
    private static final Map<String, String> WRITERS = Map.of(
            "Alarms", "cloudwatch.amazonaws.com",
            "Budgets", "budgets.amazonaws.com",
            "Anomalies", "costalerts.amazonaws.com");

    private final Topic topic;

    /** @param email null if somebody subscribes by other means */
    public AlarmTopic(Construct scope, String id, CustomerKey key, @Nullable String email) {
        super(scope, id);
        this.topic = Topic.Builder.create(this, "Topic")
                .displayName("Clickstream alarms")
                .masterKey(key.key())
                .enforceSsl(true)
                .build();
        String account = Stack.of(this).getAccount();
        WRITERS.keySet().stream().sorted().forEach(name -> {
            String service = WRITERS.getOrDefault(name, "");
            key.forService(name, service);
            topic.addToResourcePolicy(PolicyStatement.Builder.create()
                    .sid(name)
                    .principals(List.of(new ServicePrincipal(service)))
                    .actions(List.of("sns:Publish"))
                    .resources(List.of(topic.getTopicArn()))
                    .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", account)))
                    .build());
        });
        if (email != null) {
            subscribe(email);
        }
    }

    /** Within the topic: mail is accepted or given up at once, so there is nothing to send again from a queue. */
    private void subscribe(String email) {
        CfnTopic inner = (CfnTopic) requireNonNull(topic.getNode().getDefaultChild());
        inner.setSubscription(List.of(CfnTopic.SubscriptionProperty.builder()
                .protocol("email")
                .endpoint(email)
                .build()));
    }

    public Topic topic() {
        return topic;
    }

    public String arn() {
        return topic.getTopicArn();
    }
}
