import { describe, expect, it } from 'vitest';
import { linkHeader } from '../../../functions/core/files/link-header.ts';
import { LiveNewsroom, siteYaml } from '../../publish/live-newsroom.ts';
import { article } from '../../publish/newsroom.ts';

const link = (length: number): string => `<${'a'.repeat(length - 2)}>`;

describe('a Link header', () => {
  it.each([
    ['nothing', [], undefined],
    ['links in their order', [link(9), link(8)], `${link(9)}, ${link(8)}`],
    ['as many as there is room for', [link(1000), link(898)], `${link(1000)}, ${link(898)}`],
    ['not what has no room', [link(1000), link(899), link(9)], `${link(1000)}, ${link(9)}`],
    ['nothing where none has room', [link(1901)], undefined],
  ])('has %s', (_, links, found) => {
    expect(linkHeader(links).metadata?.link).toBe(found);
  });

  it('fits in what S3 takes, however long the addresses of a valid site are', async () => {
    const long = (name: string, length: number): string => `https://${name}.example/${name.repeat(length)}`;
    const lines = [`hub: ${long('h', 980)}`, `license: ${long('l', 480)}`, 'markdown: true'];
    const site = siteYaml(...lines).replace('https://feeds.bao.example/', `${long('f', 800)}/`);
    const newsroom = await LiveNewsroom.open(
      { 'articles/a.md': article('title: A\ndate: 2018-12-07', 'Chữ') },
      { site },
    );
    expect(await newsroom.titles()).toEqual(['A']);
    const header = (await newsroom.feeds.get('public/rss.xml'))?.metadata.link ?? '';
    expect(header).toContain('rel="hub"');
    expect(header.length).toBeLessThanOrEqual(1900);
  });
});
