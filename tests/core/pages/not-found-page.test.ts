import { describe, expect, it } from 'vitest';
import { renderNotFoundPage } from '../../../functions/core/pages/not-found-page.ts';
import { dangersIn, parsePage } from './parsed-page.ts';
import { HOSTILE, hostileSite, site } from './samples.ts';

describe('renderNotFoundPage', () => {
  it('leads on by absolute links, and keeps out of search engines', () => {
    const page = parsePage(renderNotFoundPage(site));
    const home = 'https://tin.bensong.example/';
    expect(page.text('h1')).toBe('Không tìm thấy trang này');
    expect(page.hrefs('a')).toEqual(['#main', home, home, 'https://bensong.example/']);
    expect(page.hrefs('link')).toEqual([
      `${home}rss.xml`,
      `${home}atom.xml`,
      `${home}feed.json`,
      'https://bensong.example/icon.png',
    ]);
    expect(page.meta('robots')).toBe('noindex');
  });

  it('escapes whatever a site says', () => {
    const page = parsePage(renderNotFoundPage({ ...hostileSite, logo: 'javascript:alert(1)', icon: 'data:,x' }));
    expect(dangersIn(page)).toEqual([]);
    expect(page.text('title')).toBe(`Không tìm thấy trang này – ${HOSTILE}`);
    expect(page.all('img')).toEqual([]);
  });
});
