package dev.clickstream.infra.construct.watch;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.constructs.Construct;

/** One page: what alarms, then graphs in the order in which data flows. */
public final class PlatformBoard extends Construct {
    private static final int WIDTH = 24;
    private static final int A_THIRD = 8;

    private final Dashboard dashboard;

    public PlatformBoard(Construct scope, String id) {
        super(scope, id);
        this.dashboard = Dashboard.Builder.create(this, "Board").build();
    }

    public void alarms(List<Alarm> alarms) {
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .alarms(alarms)
                .width(WIDTH)
                .build());
    }

    public void row(GraphWidget... graphs) {
        dashboard.addWidgets(graphs);
    }

    public static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .width(A_THIRD)
                .build();
    }
}
