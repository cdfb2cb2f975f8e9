import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { launch, openWindow, showEverything } from './chromium.ts';
import { findArticle, NEWSROOM } from './newsroom.ts';
import { serve } from './serve.ts';

// The pictures of the README. The newsroom is shown at the address that it gives itself, answered by the server here.
const FEEDS_URL = 'https://feeds.baosongmay.example/';
const DOCS = join(import.meta.dirname, '../../docs');

const server = await serve(NEWSROOM, '--base-url', FEEDS_URL);
const browser = await launch();
try {
  const article = await findArticle(server.url, 'thong-xe-cau-ben-van');
  await take('landing-page.jpg', FEEDS_URL, { colorScheme: 'light' });
  await take('reading-page.jpg', article, { colorScheme: 'light' });
  await take('dark.jpg', `${FEEDS_URL}van-hoa/`, { colorScheme: 'dark' });
} finally {
  await browser.close();
  server.stop();
}

async function take(name: string, url: string, options: { readonly colorScheme: 'light' | 'dark' }): Promise<void> {
  const { page, context } = await openWindow(browser, { viewport: { width: 1100, height: 880 }, ...options });
  await answerHere(context);
  await page.goto(url);
  await showEverything(page);
  await page.screenshot({ path: join(DOCS, name), type: 'jpeg', quality: 72 });
  await context.close();
}

async function answerHere(context: BrowserContext): Promise<void> {
  await context.route(`${FEEDS_URL}**`, async route => {
    const path = route.request().url().slice(FEEDS_URL.length);
    await route.fulfill({ response: await route.fetch({ url: server.url + path }) });
  });
}
