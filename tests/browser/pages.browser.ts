import { rmSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, openWindow, showEverything } from './chromium.ts';
import { addressOf, findArticle, makeSpecimen, NEWSROOM } from './newsroom.ts';
import { type Served, serve } from './serve.ts';

let browser: Browser;
let specimenDirectory: string;
const served: Served[] = [];
/** By what they are. Those that end in `specimen` are of a newsroom that no designer had in mind. */
const pages = new Map<string, string>();

beforeAll(async () => {
  browser = await launch();
  specimenDirectory = makeSpecimen();
  for (const directory of [NEWSROOM, specimenDirectory]) served.push(await serve(directory));
  const [home = '', specimen = ''] = served.map(({ url }) => url);
  pages.set('landing', home).set('category', `${home}van-hoa/`).set('English category', `${home}english/`);
  pages.set('months', `${home}browse/`).set('month', `${home}browse/2026-11/`);
  pages.set('month of a category', `${home}van-hoa/browse/2026-11/`);
  pages.set('reading', await findArticle(home, 'thong-xe-cau-ben-van'));
  pages.set('audio', await findArticle(home, 'diem-tin-sang'));
  pages.set('English article', await findArticle(home, 'ben-van-bridge-opens'));
  pages.set('not found', `${home}khong/co/trang/nay`);
  pages.set('withdrawn', addressOf(home, 'articles/2026/11/cho-bai-tram-thu-phi.md'));
  pages.set('withdrawn specimen', addressOf(specimen, 'articles/gone.md'));
  pages.set('landing specimen', specimen).set('everything specimen', await findArticle(specimen, 'everything'));
  pages.set('markup specimen', await findArticle(specimen, 'markup'));
});

afterAll(async () => {
  await browser?.close();
  for (const { stop } of served) stop();
  rmSync(specimenDirectory, { recursive: true, force: true });
});

const NAMES = [
  'landing',
  'category',
  'English category',
  'months',
  'month',
  'month of a category',
  'reading',
  'audio',
  'English article',
  'not found',
  'withdrawn',
  'withdrawn specimen',
  'landing specimen',
  'everything specimen',
  'markup specimen',
];
const LANDINGS = ['landing', 'category', 'landing specimen'];

const urlOf = (name: string): string => pages.get(name) ?? `unknown page ${name}`;

async function open(name: string, options?: BrowserContextOptions) {
  const visit = await openWindow(browser, options);
  await visit.page.goto(urlOf(name));
  return visit;
}

const overflow = (page: Page): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
const styleOf = (page: Page, selector: string, property: string): Promise<unknown> =>
  page.evaluate(`getComputedStyle(document.querySelector('${selector}'))['${property}']`);

describe.each(NAMES)('the page "%s"', name => {
  it.each(['light', 'dark'] as const)('is accessible in %s, on a desk and on a phone', async colorScheme => {
    for (const width of [1440, 320]) {
      const { page, context } = await open(name, { colorScheme, viewport: { width, height: 800 } });
      expect(await violations(page)).toEqual([]);
      await context.close();
    }
  });

  it.each([320, 768, 1440])('does not scroll sideways at %i pixels', async width => {
    const { page, context } = await open(name, { viewport: { width, height: 800 } });
    await showEverything(page);
    expect(await overflow(page)).toBe(0);
    // https://www.w3.org/TR/WCAG22/#text-spacing
    await page.addStyleTag({
      content: '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}',
    });
    expect(await overflow(page)).toBe(0);
    await context.close();
  });

  it('asks nothing of anyone else, and has nothing to complain of', async () => {
    const { page, context, requests, complaints } = await open(name);
    await showEverything(page);
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.filter(url => !url.startsWith(new URL(urlOf(name)).origin))).toEqual([]);
    // A browser reports the status of a page that is not there.
    const status = name === 'not found' ? '404' : name.startsWith('withdrawn') ? '410' : undefined;
    const expected = status === undefined ? [] : [expect.stringContaining(status)];
    expect(complaints).toEqual(expected);
    await context.close();
  });

  it('leads feed readers to feeds', async () => {
    const { page, context } = await open(name);
    const links = await page.locator('link[rel=alternate]').all();
    const types = await Promise.all(links.map(link => link.getAttribute('type')));
    expect(types).toEqual(['application/rss+xml', 'application/atom+xml', 'application/feed+json']);
    for (const [index, link] of links.entries()) {
      const response = await fetch((await link.getAttribute('href')) ?? '');
      expect([response.status, response.headers.get('content-type')]).toEqual([200, `${types[index]}; charset=utf-8`]);
    }
    await context.close();
  });

  it('can be skipped through with the keyboard, and shows where one is', async () => {
    const { page, context } = await open(name);
    const skip = page.locator('a.skip');
    expect((await skip.boundingBox())?.x).toBeLessThan(0);
    await page.keyboard.press('Tab');
    expect((await skip.boundingBox())?.x).toBeGreaterThanOrEqual(0);
    expect(await styleOf(page, ':focus', 'outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true);
    await context.close();
  });

  it('reaches the way to subscribe within ten presses of the Tab key, on a desk and on a phone', async () => {
    if (name === 'not found' || name.startsWith('withdrawn')) return;
    for (const width of [1440, 320]) {
      const { page, context } = await open(name, { viewport: { width, height: 800 } });
      const reached = async (): Promise<boolean> => {
        await page.keyboard.press('Tab');
        return page.evaluate('(document.activeElement?.getAttribute("href") ?? "").endsWith("#subscribe")') as never;
      };
      let presses = 1;
      while (!(await reached())) presses += 1;
      expect(presses).toBeLessThanOrEqual(10);
      const box = await page.locator(':focus').boundingBox();
      expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width).toBe(true);
      await context.close();
    }
  });

  it('prints in black on white, without what paper has no use for', async () => {
    const { page, context } = await open(name, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect([await styleOf(page, 'body', 'backgroundColor'), await styleOf(page, 'body', 'color')]).toEqual([
      'rgb(255, 255, 255)',
      'rgb(0, 0, 0)',
    ]);
    expect(await page.locator('nav:visible, button:visible, .skip:visible, .end:visible, audio:visible').count()).toBe(
      0,
    );
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
    await context.close();
  });
});

describe.each(LANDINGS)('the copy buttons of "%s"', name => {
  it('copy the address that they stand by, and say so', async () => {
    const { page, context, complaints } = await open(name);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const buttons = await page.locator('dd button').all();
    expect(buttons).toHaveLength(3);
    for (const [index, name] of ['rss.xml', 'atom.xml', 'feed.json'].entries()) {
      await buttons[index]?.click();
      const address = (await page.locator('link[rel=alternate]').nth(index).getAttribute('href')) ?? '';
      expect(address).toContain(`/${name}`);
      await page
        .locator('[role=status]')
        .filter({ hasText: `Đã chép: ${address}` })
        .waitFor({ state: 'attached' });
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(address);
      const labels = ['Chép', 'Chép', 'Chép'].with(index, 'Đã chép');
      expect(await page.locator('dd button').allTextContents()).toEqual(labels);
    }
    await page.locator('[role=status]:empty').waitFor({ state: 'attached' });
    expect(await page.locator('dd button').allTextContents()).toEqual(['Chép', 'Chép', 'Chép']);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('select the address where copying is refused', async () => {
    const { page, context, complaints } = await open(name);
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("refused"))');
    await page.locator('dd button').first().click();
    expect(await page.evaluate('getSelection().toString()')).toBe(await page.locator('dd code').first().textContent());
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('are not there where the clipboard is not', async () => {
    const { page, context } = await openWindow(browser);
    await page.addInitScript('Object.defineProperty(navigator, "clipboard", { value: undefined })');
    await page.goto(urlOf(name));
    expect(await page.locator('button').count()).toBe(3);
    expect(await page.locator('button:visible').count()).toBe(0);
    await context.close();
  });

  it('are not there without scripts, and all else is', async () => {
    const { page, context } = await open(name, { javaScriptEnabled: false });
    expect(await page.locator('button:visible').count()).toBe(0);
    expect(await page.locator('dd code:visible').count()).toBe(3);
    expect(await page.locator('article h3 a:visible').count()).toBeGreaterThan(1);
    await context.close();
  });
});

describe('an article that was corrected', () => {
  it.each(['reading', 'everything specimen'])('says so at its end: the page "%s"', async name => {
    const { page, context } = await open(name);
    const note = page.locator('article > .correction');
    expect(await note.locator('h2').textContent()).toBe('Đính chính');
    expect(await note.locator('time').count()).toBe(1);
    const tops = await page.evaluate(
      "['.body', '.correction', '.end'].map(name => document.querySelector(name).getBoundingClientRect().top)",
    );
    expect(tops).toEqual([...(tops as number[])].sort((a, b) => a - b));
    expect((await note.boundingBox())?.width).toBe((await page.locator('.body').boundingBox())?.width);
    // Someone reads what was mended on paper, too.
    await page.emulateMedia({ media: 'print' });
    expect(await note.isVisible()).toBe(true);
    await context.close();
  });
});

describe('an article that was withdrawn', () => {
  it.each([
    ['withdrawn', 'Chợ phiên Bãi Trầm bắt đầu', 'mà ban quản lý chợ xác nhận là giả'],
    ['withdrawn specimen', 'Lời của bài đã gỡ', 'Lý do thứ hai'],
  ])('is gone for good, and its page says why and shows nothing of it: the page "%s"', async (name, shown, reason) => {
    const { page, context } = await openWindow(browser);
    const response = await page.goto(urlOf(name));
    expect(response?.status()).toBe(410);
    expect(await page.locator('h1').textContent()).toBe('Bài này đã được gỡ');
    expect(await page.locator('.reason').textContent()).toContain(reason);
    expect(await page.content()).not.toContain(shown);
    await page.locator('main a').last().click();
    await page.waitForURL(url => url.href === urlOf(name.replace('withdrawn', 'landing')));
    expect(await page.content()).not.toContain(shown);
    await context.close();
  });
});

describe('pages', () => {
  it('run no script but their own, whatever got into them', async () => {
    const { page, context, complaints } = await open('landing');
    await page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
    }`);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(complaints).toEqual([expect.stringContaining('Content Security Policy')]);
    await context.close();
  });

  it('move nothing for those who asked for less motion', async () => {
    for (const [reducedMotion, behaviour] of [
      ['reduce', 'auto'],
      ['no-preference', 'smooth'],
    ] as const) {
      const { page, context } = await open('reading', { reducedMotion });
      expect(await styleOf(page, 'html', 'scrollBehavior')).toBe(behaviour);
      await context.close();
    }
  });

  it('are dark for those who like it dark', async () => {
    const grounds: unknown[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await open('reading', { colorScheme });
      grounds.push(await styleOf(page, 'body', 'backgroundColor'));
      await context.close();
    }
    expect(grounds).toEqual(['rgb(253, 252, 249)', 'rgb(22, 21, 19)']);
  });

  it('say in which language they are, and which part is in another', async () => {
    const { page, context } = await open('English article');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('.skip').textContent()).toBe('Skip to content');
    expect(await page.locator('body [lang]').count()).toBe(0);
    await context.close();
    const landing = await open('landing');
    expect(await landing.page.locator('html').getAttribute('lang')).toBe('vi-VN');
    expect(await landing.page.locator('body [lang="en"]').count()).toBeGreaterThan(0);
    await landing.context.close();
  });

  it.each([1, 2, 3])(
    'load at most 60 KB of pictures that are in sight on a phone, with %i pixels to one',
    async density => {
      const { page, context } = await open('landing', {
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: density,
      });
      const shown = (await page.evaluate(`
      [...document.images]
        .filter(image => image.getBoundingClientRect().top < innerHeight)
        .map(image => image.currentSrc)
    `)) as readonly string[];
      expect(shown.length).toBeGreaterThan(1);
      const sizes = await Promise.all(shown.map(async url => (await (await fetch(url)).arrayBuffer()).byteLength));
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60 * 1024);
      await context.close();
    },
  );

  it('lead to the subscribing section on a phone, by one tap', async () => {
    const { page, context } = await open('landing', { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
    await page.getByRole('link', { name: 'Theo dõi' }).click();
    await page.waitForURL(/#subscribe$/);
    expect((await page.locator('.subscribe h2').boundingBox())?.y).toBeLessThan(740);
    await context.close();
  });
});

/** By rule, with the elements that break it. Rules of WCAG 2.2 AA and good practice, target sizes included. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(`axe.run(document, { rules: { 'target-size': { enabled: true } } })`);
  const found = (results as axe.AxeResults).violations;
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`));
}
