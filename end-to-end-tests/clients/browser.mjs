// Runs a page in headless Chromium, on an origin of its own, until the test has seen what it waits for.
// Arguments: the page's script, Chromium's path, and a file with what the page is to do. Ends when its input ends.
import { createServer } from 'node:http';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const [script, executablePath, file] = process.argv.slice(2);
const work = JSON.parse(await readFile(file, 'utf8'));
const bundle = await build({
  entryPoints: [script], bundle: true, write: false, format: 'iife', platform: 'browser',
  mainFields: ['browser', 'module', 'main'], define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
});

const page = createServer((request, response) => {
  const [type, body] = request.url === '/page.js'
    ? ['text/javascript', bundle.outputFiles[0].text]
    : ['text/html', '<!doctype html><title>page</title><script src="/page.js"></script>'];
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(body);
});
await new Promise((listening) => page.listen(0, '127.0.0.1', listening));

const profile = await mkdtemp(join(tmpdir(), 'clickstream-browser-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
try {
  const tab = await browser.newPage();
  tab.on('console', (message) => console.error(`page: ${message.text()}`));
  tab.on('pageerror', (error) => console.error(`page: ${error}`));
  await tab.goto(`http://127.0.0.1:${page.address().port}/`);
  await tab.evaluate((what) => window.start(what), work);
  console.log('sent');
  await new Promise((ended) => process.stdin.on('end', ended).resume());
} finally {
  await browser.close();
  page.close();
  await rm(profile, { recursive: true, force: true });
}
