import { DomUtils } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { renderWithdrawnPage } from '../../../functions/core/pages/withdrawn-page.ts';
import { dangersIn, parsePage } from './parsed-page.ts';
import { entry, HOSTILE, hostileSite, site } from './samples.ts';

const HOME = 'https://tin.bensong.example/';

describe('renderWithdrawnPage', () => {
  it('says that the article was withdrawn, why and when, and what there is to read', () => {
    const reason = 'Nhân vật trong bài không đồng ý.';
    const page = parsePage(renderWithdrawnPage({ site, reason, withdrawn: entry.published }));
    expect(page.text('h1')).toBe('Bài này đã được gỡ');
    expect(page.text('main')).toContain(`Lý do: ${reason}`);
    expect(page.text('main')).toContain('Gỡ ngày 7 tháng 12, 2018, 01:05');
    expect(page.hrefs('a')).toEqual(['#main', HOME, HOME, 'https://bensong.example/']);
  });

  it('keeps out of search engines, and is the address of nothing', () => {
    const page = parsePage(renderWithdrawnPage({ site }));
    expect(page.meta('robots')).toBe('noindex');
    expect(page.all('link').map(({ attribs }) => attribs.rel)).not.toContain('canonical');
  });

  it('makes do without reason and date', () => {
    const page = parsePage(renderWithdrawnPage({ site }));
    expect(page.all('time')).toEqual([]);
    expect(page.all('p').map(DomUtils.textContent)).toEqual([
      'Bản tin Bến Sông',
      'Tòa soạn đã rút lại bài đăng ở địa chỉ này.',
      'Bài mới nhất',
      '© Bến Sông',
      'Trang chủ: bensong.example',
    ]);
  });

  it('escapes whatever a site and a reason say', () => {
    const page = parsePage(renderWithdrawnPage({ site: hostileSite, reason: HOSTILE }));
    expect(dangersIn(page)).toEqual([]);
    expect(page.text('main')).toContain(HOSTILE);
  });
});
