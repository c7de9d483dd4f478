import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { collectFaults, launchBrowser } from '#test/support/browser.ts';
import { type StartedApp, startApp } from '#test/support/started-app.ts';

let app: StartedApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: string[];
const origin = () => new URL(app.link).origin;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  context = await browser.newContext();
  page = await context.newPage();
  faults = collectFaults(page);
  await page.goto(app.link);
  await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

test('the link leads to the page, without the token in the address and without a fault', () => {
  expect(page.url()).toBe(`${origin()}/`);
  expect(faults).toEqual([]);
});

test('scripts cannot read the session, and other sites do not get it', async () => {
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(await context.cookies()).toMatchObject([{ httpOnly: true, sameSite: 'Strict', domain: '127.0.0.1' }]);
});

test('loading the page again needs no new link', async () => {
  await page.reload();
  await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
});

test('the link does not open a second browser, which is told what to do', async () => {
  const other = await browser.newContext();
  onTestFinished(() => other.close());
  const second = await other.newPage();
  const response = await second.goto(app.link);
  expect(response?.status()).toBe(401);
  await second.getByRole('heading', { name: 'This browser is not signed in' }).waitFor();
});

test('a script that was smuggled into the page does not run', async () => {
  const blocked = page.waitForEvent('console', (message) => message.text().includes('Content Security Policy'));
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.smuggled = true';
    document.head.append(script);
  });
  await blocked;
  expect(await page.evaluate(() => 'smuggled' in window)).toBe(false);
});

test('a page of another server on this machine gets no line to the host, although the browser knows the cookie', async () => {
  const foreign = createServer((_request, reply) => void reply.setHeader('content-type', 'text/html').end('<p>evil'));
  await new Promise<void>((listening) => foreign.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void foreign.close());
  const evil = await context.newPage();
  onTestFinished(() => evil.close());
  await evil.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);
  const seen = await evil.evaluate(async (host) => {
    const line = new WebSocket(`${host.replace('http', 'ws')}/rpc`);
    const socket = await new Promise((resolve) => {
      line.addEventListener('open', () => resolve('open'));
      line.addEventListener('error', () => resolve('refused'));
    });
    const read = await fetch(`${host}/`, { credentials: 'include' }).then(
      () => 'read',
      () => 'refused',
    );
    return { socket, read };
  }, origin());
  expect(seen).toEqual({ socket: 'refused', read: 'refused' });
});

test('Ctrl-C ends the program cleanly, and the page says that the line is lost', async () => {
  expect(await app.stop()).toBe(0);
  await page.getByText('Not connected').waitFor();
});

test('after a start anew the page says that it needs the new link, and goes on once that was opened', async () => {
  const again = await startApp({ args: ['--port', new URL(origin()).port] });
  onTestFinished(() => again.stop().then(() => undefined));
  await page.getByText('MusicForge was started again. Open the link in its terminal').waitFor();
  expect(await page.getByText(/next attempt/).count()).toBe(0);
  const tab = await context.newPage();
  await tab.goto(again.link);
  await tab.getByText('Ready', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Connect now' }).click();
  await page.getByText('Ready', { exact: true }).waitFor();
});
