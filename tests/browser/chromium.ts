import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Nothing that a browser does of its own accord: no updates, no accounts, no first-run pages. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Headless, with a profile of its own, and with these flags beside the others. */
export function launch(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...FLAGS, ...flags],
  });
}

/** A window, and all that went wrong or out in it. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly requests: readonly string[];
  /** Errors in the console, uncaught ones, and what the page's policy forbade. */
  readonly complaints: readonly string[];
}

/** Opens a window of the given size and preferences, and reports what the pages in it complain of. */
export async function openWindow(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', request => requests.push(request.url()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return { page, context, requests, complaints };
}

/** Scrolled to once, so that every picture has been asked for, and is there. */
export async function showEverything(page: Page): Promise<void> {
  await page.evaluate(`Promise.all([...document.images].map(image => {
    image.loading = 'eager';
    return image.decode();
  }))`);
}
