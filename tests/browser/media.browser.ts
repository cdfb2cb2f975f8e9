import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEDIA_POLICY } from '../../functions/core/pages/page-policy.ts';
import { createPreview, type Listening } from '../../functions/preview/preview.ts';
import { replaceFiles } from '../preview/replace-files.ts';
import { launch, openWindow } from './chromium.ts';

const XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><script>window.ran = true</script></html>';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
const SCRIPTED = SVG.replace('<rect', '<script>window.ran = true</script><rect');
const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let browser: Browser;
let listening: Listening;

beforeAll(async () => {
  browser = await launch();
  const preview = createPreview();
  const files = { 'a.xml': XHTML, 'a.html': XHTML, 'a.svg': SVG, 'b.svg': SCRIPTED, 'a.pdf': PDF, 'a.png': PNG };
  await replaceFiles(preview.origin, [
    ...Object.entries(files).map(([name, body]) => ({ path: `media/${name}`, body })),
    { path: 'articles/a/index.html', body: '<img src="/media/b.svg">' },
    // A picture can't name its icon, so a browser asks for this one; how soon, nobody can tell.
    { path: 'favicon.ico', body: PNG },
  ]);
  listening = await preview.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await browser?.close();
  await listening?.close();
});

describe('what lies under media/, opened in a browser', () => {
  it.each(['a.html', 'a.xml', 'b.svg'])('is a download where it would run: %s', async name => {
    const { page, context } = await openWindow(browser);
    const download = page.waitForEvent('download');
    await expect(page.goto(`${listening.url}media/${name}`)).rejects.toThrow('Download is starting');
    expect((await download).suggestedFilename()).toBe(name);
    await context.close();
  });

  it.each(['media%2Fa.xml', 'media%5Ca.xml', '%6dedia/a.xml', 'media%2fa.html'])(
    'is not there by another spelling: %s',
    async path => {
      const { page, context } = await openWindow(browser);
      const response = await page.goto(listening.url + path);
      expect([response?.status(), await page.evaluate('window.ran')]).toEqual([404, undefined]);
      await context.close();
    },
  );

  it('runs nothing by its policy alone', async () => {
    const { page, context } = await openWindow(browser);
    const policy = (await fetch(`${listening.url}media/b.svg`)).headers.get('content-security-policy');
    expect(policy).toBe(MEDIA_POLICY);
    for (const [body, contentType] of [
      [SCRIPTED, 'image/svg+xml'],
      [XHTML, 'application/xhtml+xml'],
      [XHTML, 'text/html'],
    ] as const) {
      const ran: unknown[] = [];
      for (const headers of [{}, { 'content-security-policy': policy ?? '' }]) {
        await page.route('**/media/x', route => route.fulfill({ body, contentType, headers }));
        await page.goto(`${listening.url}media/x`);
        ran.push(await page.evaluate('window.ran === true'));
        await page.unroute('**/media/x');
      }
      expect([contentType, ...ran]).toEqual([contentType, true, false]);
    }
    await context.close();
  });

  it('is shown where it is a picture or a PDF, and on pages that show it', async () => {
    const { page, context, complaints } = await openWindow(browser);
    for (const name of ['a.svg', 'a.png', 'a.pdf']) {
      const response = await page.goto(`${listening.url}media/${name}`);
      expect([name, response?.status()]).toEqual([name, 200]);
    }
    expect(page.frames().length).toBeGreaterThan(1);
    await page.goto(`${listening.url}articles/a/`);
    expect(await page.evaluate('document.images[0].decode().then(() => document.images[0].naturalWidth)')).toBe(9);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
