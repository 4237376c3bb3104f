// Rudder's Node SDK. Arguments: the collector's URL, the write key, a file with messages.
import { readFile } from 'node:fs/promises';
import Rudder from '@rudderstack/rudder-sdk-node';

const [dataPlaneUrl, writeKey, file] = process.argv.slice(2);
const messages = JSON.parse(await readFile(file, 'utf8'));

// Without an errorHandler an answer that is no success ends the process.
const analytics = new Rudder(writeKey, {
  dataPlaneUrl,
  flushAt: 10,
  errorHandler: (error) => { console.error(error); process.exitCode = 1; },
});
await Promise.all(messages.map((message) => new Promise((done) => analytics.track(message, done))));
await analytics.flush();
process.exit();
