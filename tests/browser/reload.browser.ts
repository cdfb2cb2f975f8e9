import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPreview, type Listening, type Preview } from '../../functions/preview/preview.ts';
import { replaceFiles } from '../preview/replace-files.ts';
import { launch, openWindow } from './chromium.ts';

let browser: Browser;
let preview: Preview;
let listening: Listening;

const show = (text: string): Promise<void> =>
  replaceFiles(preview.origin, [
    {
      path: 'articles/a/index.html',
      body: `<!doctype html><html lang="vi"><title>A</title><link rel="icon" href="data:,"><p>${text}</p></html>`,
    },
    { path: 'media/a.svg', body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' },
  ]);

beforeAll(async () => {
  browser = await launch();
  preview = createPreview();
  await show('Một');
  listening = await preview.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await browser?.close();
  await listening?.close();
});

it('a page that is open shows what is published next, with no complaint of its policy', async () => {
  const { page, context, complaints } = await openWindow(browser);
  await page.goto(`${listening.url}articles/a/`);
  expect(await page.textContent('p')).toBe('Một');
  await show('Hai');
  preview.reload();
  await page.locator('p', { hasText: 'Hai' }).waitFor();
  await show('Ba');
  preview.reload();
  await page.locator('p', { hasText: 'Ba' }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
