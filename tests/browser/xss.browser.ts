import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launch } from './chromium.ts';
import { type Case, makeCases, type Published, publishCases } from './xss/newsroom.ts';
import { type FilesServer, serveFiles } from './xss/serve-files.ts';

// Half a minute where there is nothing else to do, and a machine may have.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const MIN_VECTORS = 13_000;
/**
 * Minimum share of the vectors that run when they are put into a page unchanged. The others are for other browsers, or
 * only become scripts in another parser.
 */
const MIN_RUNNING_SHARE = 0.4;
/** One in so many is put into a page as it is. */
const RAW_STEP = 15;
/** Pages that are in a browser's window at a time. */
const PAGES = 100;
const FORMATS = ['rss.xml', 'atom.xml', 'feed.json'];

const cases: readonly Case[] = makeCases();
let published: Published;
let server: FilesServer;
let browser: Browser;

beforeAll(async () => {
  published = await publishCases(cases);
  server = await serveFiles(published.files);
  // Nothing leaves this machine: one name leads to the server, where it gets a script, and all others nowhere.
  const hosts = `MAP khac.example 127.0.0.1:${server.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`;
  browser = await launch([`--host-resolver-rules=${hosts}`]);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** A page that has what `alert` and its like are called with; what nested frames do comes here, too. */
async function openHarness(): Promise<Page> {
  const context = await browser.newContext();
  await context.addInitScript(
    "for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => top.xss(name)",
  );
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${server.port}/harness`);
  return page;
}

const call = (page: Page, method: string, argument: unknown): Promise<unknown> =>
  page.evaluate(`harness.${method}(${JSON.stringify(argument)})`);

function inGroups(items: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(items.length / PAGES) }, (_, at) => items.slice(at * PAGES, (at + 1) * PAGES));
}

/** Returns the vectors that ran, each with its source. */
async function ranIn(page: Page): Promise<readonly string[]> {
  const ran = (await page.evaluate('harness.ran()')) as readonly (number | string)[];
  return ran.map(what => (typeof what === 'number' ? `${cases[what]?.key}: ${cases[what]?.source}` : what));
}

describe(`${cases.length} vectors`, () => {
  it('are published, nearly all', () => {
    expect(new Set(cases.map(({ source }) => source)).size).toBe(cases.length);
    expect(published.articles).toBeGreaterThan(MIN_VECTORS);
    expect(published.articles).toBeGreaterThan(0.98 * cases.length);
  });

  it('run where nothing takes them out, so that this would be seen', async () => {
    const page = await openHarness();
    const raw = cases.flatMap(({ html }) => (html === undefined ? [] : [html])).filter((_, at) => at % RAW_STEP === 0);
    for (const group of inGroups(raw.map(html => `<!DOCTYPE html><body>${html}`))) await call(page, 'open', group);
    const ran = await ranIn(page);
    expect(ran.length).toBeGreaterThan(MIN_RUNNING_SHARE * raw.length);
    await page.context().close();
  });

  it('do not run in a feed reader, in any format', async () => {
    const page = await openHarness();
    const feeds = [...published.files.keys()].filter(
      path => /^c\d+\//.test(path) && FORMATS.includes(path.slice(path.indexOf('/') + 1)),
    );
    let entries = 0;
    for (const path of feeds) entries += Number(await call(page, 'readFeed', `/${path}`));
    expect(entries).toBeGreaterThan(FORMATS.length * MIN_VECTORS);
    expect(await ranIn(page)).toEqual([]);
    await page.context().close();
  });

  it('do not run on a page, though no policy holds them back', async () => {
    const page = await openHarness();
    const pages = [...published.files].flatMap(([path, text]) => (path.endsWith('.html') ? [text] : []));
    expect(pages.length).toBeGreaterThan(MIN_VECTORS);
    // All have the same style sheet; to read it again and again would be most of the time.
    const [style = expect.fail('a page has no style')] = /<style>[^<]*<\/style>/.exec(pages[0] ?? '') ?? [];
    for (const group of inGroups(pages.map(text => text.replace(style, '')))) await call(page, 'openTogether', group);
    expect(await ranIn(page)).toEqual([]);
    await page.context().close();
  });
});
