// A page with the AWS Clickstream web SDK; its app id is a write key of the collector.
import { ClickstreamAnalytics } from '@aws/clickstream-web';

window.start = async ({ collector, sendTo, writeKey, messages }) => {
  ClickstreamAnalytics.init({ appId: writeKey, endpoint: `${sendTo || collector}/collect` });
  ClickstreamAnalytics.setUserId(messages[0].userId);
  for (const { event, properties, items } of messages) {
    ClickstreamAnalytics.record({ name: event, attributes: properties, items });
  }
};
