// A page with Segment's browser SDK, its settings fetched from the collector instead of from a vendor.
import { AnalyticsBrowser } from '@segment/analytics-next';

window.start = async ({ collector, sendTo, writeKey, messages }) => {
  // The settings name the collector itself; only a test sends by another way.
  const integrations = sendTo && {
    'Segment.io': { apiHost: `${new URL(sendTo).host}/v1`, protocol: new URL(sendTo).protocol.slice(0, -1) },
  };
  const [analytics] = await AnalyticsBrowser.load({ writeKey, cdnURL: collector }, { integrations });
  for (const { event, userId, anonymousId, properties } of messages) {
    analytics.track(event, properties, { userId, anonymousId });
  }
};
