import { describe, expect, it } from 'vitest';
import { renderAtom } from '../../../functions/core/feed/atom.ts';
import type { Entry, Feed } from '../../../functions/core/feed/feed.ts';
import { renderJsonFeed } from '../../../functions/core/feed/json-feed.ts';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { parseXml, text } from './parsed-xml.ts';
import { makeEntry, makeFeed } from './samples.ts';

const CORRECTED = makeEntry({ correction: 'Nhịp dài <220 m>, không phải 240 m.', updated: Date.UTC(2026, 10, 21, 18) });
const NOTE = '<p><strong>Đính chính (22 tháng 11, 2026):</strong> Nhịp dài &lt;220 m&gt;, không phải 240 m.</p>';
const IN_WORDS = 'Đính chính (22 tháng 11, 2026): Nhịp dài <220 m>, không phải 240 m.';

function rendered(entry: Entry, content: Feed['content'] = 'full') {
  const feed = makeFeed({ content, entries: [entry] });
  const [rss, atom] = [parseXml(renderRss(feed).join('')), parseXml(renderAtom(feed).join(''))];
  const [item] = JSON.parse(renderJsonFeed(feed).join('')).items;
  return {
    rss: [text(rss, 'channel', 'item', 'description'), text(rss, 'channel', 'item', 'content:encoded')],
    atom: [text(atom, 'entry', 'summary'), text(atom, 'entry', 'content')],
    json: [item.summary, item.content_html, item.content_text],
  };
}

describe('a correction', () => {
  it('stands at the end of the article in every format, dated in the zone of the site; the summary stays', () => {
    const html = `${CORRECTED.html}\n${NOTE}`;
    expect(rendered(CORRECTED)).toEqual({
      rss: [CORRECTED.summary, html],
      atom: [CORRECTED.summary, html],
      json: [CORRECTED.summary, html, undefined],
    });
  });

  it('stands at the end of the summary where feeds carry nothing else', () => {
    const both = `${CORRECTED.summary} ${IN_WORDS}`;
    expect(rendered(CORRECTED, 'summary')).toEqual({
      // A number in angle brackets is no HTML, so RSS has it as it is.
      rss: [both, undefined],
      atom: [both, undefined],
      json: [CORRECTED.summary, undefined, both],
    });
  });

  it('is told in the language of the article, and without a date where it has none', () => {
    expect(rendered({ ...CORRECTED, language: 'en-GB' }).atom[1]).toContain('<strong>Correction (22 November 2026):');
    const undated = { ...CORRECTED, updated: CORRECTED.published };
    expect(rendered(undated).json[1]).toContain('<p><strong>Đính chính:</strong> Nhịp');
  });

  it('is all there is of an article without words', () => {
    const bare = { ...CORRECTED, html: '', summary: '' };
    expect(rendered(bare)).toMatchObject({ rss: [NOTE, NOTE], atom: [undefined, NOTE] });
    expect(rendered(bare, 'summary').json[2]).toBe(IN_WORDS);
  });
});
