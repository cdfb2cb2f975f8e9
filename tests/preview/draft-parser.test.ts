import { describe, expect, it } from 'vitest';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import { loadParser } from '../../functions/guard/parser.ts';
import { draftParser } from '../../functions/preview/draft-parser-address.ts';
import { makeSource, NOW } from '../core/samples.ts';

const SITE_YAML = `title: Báo Mẫu
url: https://bao.example/
feedsUrl: https://feeds.bao.example/
since: 2018
language: vi
timeZone: Asia/Ho_Chi_Minh
podcast: { category: News, explicit: false, cover: /media/bia.png }
feeds:
  rules:
    - { slug: nghe, title: Nghe, for: podcast }
    - { slug: msn, title: MSN, for: msn }
`;

const { site } = parseSite(SITE_YAML);

async function refused(fields: string, body = ''): Promise<readonly string[] | undefined> {
  const reader = site && (await loadParser(draftParser(NOW))).createReader(site);
  return reader?.(makeSource(`---\ntitle: Bản nháp\n${fields}\n---\n${body}\n`)).article?.refusedBy;
}

describe('a draft that is shown, or an article to come', () => {
  it('is judged by aggregators as it would be if it were out', async () => {
    expect(await refused('date: 2026-11-20\ndraft: true')).toEqual(['podcast', 'msn']);
    expect(await refused('date: 2036-11-20')).toEqual(['podcast', 'msn']);
  });

  it('stands in the feed of one that takes it', async () => {
    const episode = 'date: 2026-11-20\ndraft: true\nenclosure: { url: /media/tap-1.mp3, length: 9, duration: 60 }';
    expect(await refused(episode, 'Một bản tin.')).not.toContain('podcast');
  });
});
