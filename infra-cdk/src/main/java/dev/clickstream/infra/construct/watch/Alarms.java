package dev.clickstream.infra.construct.watch;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** Makes alarms: each says what it means and where its runbook is, and tells the same topic when it is over. */
public final class Alarms extends Construct {
    /** What silence means. */
    public enum Silence {
        FINE(TreatMissingData.NOT_BREACHING),
        ALARMING(TreatMissingData.BREACHING);

        private final TreatMissingData treatment;

        Silence(TreatMissingData treatment) {
            this.treatment = treatment;
        }
    }

    private final IAlarmAction action;
    private final List<Alarm> made = new ArrayList<>();

    public Alarms(Construct scope, String id, ITopic topic) {
        super(scope, id);
        this.action = new SnsAction(topic);
    }

    /** Alarms when the metric has been above the threshold for so many minutes. */
    public void above(AlarmName name, String of, IMetric metric, double threshold, int minutes, Silence silence) {
        Alarm alarm = Alarm.Builder.create(this, of.isEmpty() ? name.kebab() : name.kebab() + "-" + of)
                .alarmDescription(name.description())
                .metric(metric)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(minutes)
                .datapointsToAlarm(minutes)
                .treatMissingData(silence.treatment)
                .build();
        alarm.addAlarmAction(action);
        alarm.addOkAction(action);
        made.add(alarm);
    }

    public List<Alarm> made() {
        return List.copyOf(made);
    }
}
