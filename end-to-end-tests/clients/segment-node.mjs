// Segment's Node SDK. Arguments: the collector's URL, the write key, a file with messages.
import { readFile } from 'node:fs/promises';
import { Analytics } from '@segment/analytics-node';

const [host, writeKey, file] = process.argv.slice(2);
const messages = JSON.parse(await readFile(file, 'utf8'));

const analytics = new Analytics({ writeKey, host });
analytics.on('error', (error) => { console.error(error); process.exitCode = 1; });
for (const message of messages) {
  analytics.track(message);
}
await analytics.closeAndFlush({ timeout: 120_000 });
