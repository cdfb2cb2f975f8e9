import { describe, expect, it } from 'vitest';
import { all, parseXml, texts } from '../core/feed/parsed-xml.ts';
import { SITE } from '../core/samples.ts';
import { buildContent } from '../publish/newsroom.ts';

describe('a build', () => {
  it('splits a month that no sitemap can hold', async () => {
    const content = Object.fromEntries(
      Array.from({ length: 50_001 }, (_, at) => [`articles/${at}.md`, '---\ntitle: A\ndate: 2026-11-20\n---\n']),
    );
    const built = await buildContent(content, { ...SITE, permalink: 'https://bao.example/{slug}' });
    expect(texts(parseXml(built.files.get('sitemap.xml') ?? ''), 'sitemap', 'loc')).toEqual([
      'https://feeds.bao.example/sitemaps/2026-11.xml',
      'https://feeds.bao.example/sitemaps/2026-11-2.xml',
    ]);
    expect(all(parseXml(built.files.get('sitemaps/2026-11.xml') ?? ''), 'url')).toHaveLength(50_000);
    expect(all(parseXml(built.files.get('sitemaps/2026-11-2.xml') ?? ''), 'url')).toHaveLength(1);
  });
});
