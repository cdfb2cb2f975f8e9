import { describe, expect, it } from 'vitest';
import { listGroup } from '../../../functions/core/views/lists.ts';
import { SITE } from '../samples.ts';

function robotsAt(feedsUrl: string): string | undefined {
  const context = { site: { ...SITE, feedsUrl }, now: 0, fingerprint: '' };
  const files = [...listGroup([], context).render(new Map())];
  return files.find(({ path }) => path === 'robots.txt')?.body.toString();
}

describe('robots.txt', () => {
  it('names the sitemaps, where the host is the newsroom’s own', () => {
    expect(robotsAt('https://tin.bao.example/')).toBe(
      'User-agent: *\nAllow: /\n\n' +
        'Sitemap: https://tin.bao.example/sitemap.xml\nSitemap: https://tin.bao.example/news-sitemap.xml\n',
    );
  });

  it('is not there below the root of a host, where nobody would look for it', () => {
    expect(robotsAt('https://bao.example/tin/')).toBeUndefined();
  });
});
