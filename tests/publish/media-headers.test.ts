import { describe, expect, it } from 'vitest';
import { check } from '../../functions/build/check.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { copyMedia } from '../../functions/stores/public-files.ts';
import { createS3Store } from '../../functions/stores/s3-store.ts';
import { NOW, SITE } from '../core/samples.ts';
import { openS3 } from '../stores/open-s3.ts';
import { LiveNewsroom } from './live-newsroom.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>';
const SCRIPTED = SVG.replace('<rect/>', '<script>alert(1)</script>');
const MEDIA = {
  'media/a.jpg': 'x',
  'media/a.html': '<script>alert(1)</script>',
  'media/a.xml': '<x/>',
  'media/a.svg': SVG,
  'media/b.svg': SCRIPTED,
  'media/a.pdf': '%PDF-1.7',
  'media/b.pdf': '%PDF-1.7 <</S/JavaScript/JS(x)>>',
};
const DOWNLOADS = ['media/a.html', 'media/a.xml', 'media/b.pdf', 'media/b.svg'];

describe('a file under media/', () => {
  it('is stored as a download where browsers would run what is in it, however it is published', async () => {
    const newsroom = await LiveNewsroom.open(MEDIA);
    const downloads = async (): Promise<readonly string[]> => {
      const found: string[] = [];
      for await (const { key } of newsroom.feeds.list('public/media/')) {
        const object = await newsroom.feeds.get(key);
        if (object?.contentDisposition === 'attachment') found.push(key.slice('public/'.length));
      }
      return found;
    };
    expect(await downloads()).toEqual(DOWNLOADS);
    await newsroom.changes(await newsroom.write('media/a.svg', SCRIPTED), await newsroom.write('media/b.svg', SVG));
    expect(await downloads()).toEqual(['media/a.html', 'media/a.svg', 'media/a.xml', 'media/b.pdf']);
  });

  it('is stored so in S3, whether or not its bytes pass through the function', async () => {
    const { client } = await openS3('content', 'feeds');
    const content = createS3Store({ bucket: 'content', client });
    const feeds = createS3Store({ bucket: 'feeds', client });
    for (const [key, text] of Object.entries(MEDIA)) {
      await content.put(key, Buffer.from(text), { metadata: { note: 'x' } });
      expect(await copyMedia(content, key, feeds, key)).toBeDefined();
      const { contentDisposition, metadata, bytes, contentType } = (await feeds.get(key)) ?? expect.fail(key);
      expect([key, contentDisposition]).toEqual([key, DOWNLOADS.includes(key) ? 'attachment' : undefined]);
      // The content's metadata stays there.
      expect([metadata, Buffer.from(bytes).toString()]).toEqual([{ 'cache-tag': `file:${key}` }, text]);
      expect(contentType).not.toBe('binary/octet-stream');
    }
    for (const key of ['media/none.svg', 'media/none.jpg'])
      expect(await copyMedia(content, key, feeds, key)).toBeUndefined();
  });

  it('is a warning of the check where it holds a script, or is what browsers run', async () => {
    const content = createMemoryStore(MEDIA);
    const { problems } = await check({ content, site: SITE, now: NOW });
    expect(problems.map(({ path, severity }) => [path, severity])).toEqual(DOWNLOADS.map(path => [path, 'warning']));
    expect(problems.map(formatProblem)).toEqual([
      'media/a.html: warning: browsers run files of this kind, or open them as pages of the newsroom; it is ' +
        'published as a download, which no browser shows by itself; give what it holds as an article, a ' +
        'picture or a PDF to have it shown',
      expect.stringMatching(/^media\/a\.xml: warning: browsers run/),
      'media/b.pdf: warning: the file holds a script, or what may start one; it is published as a download, ' +
        'which no browser shows by itself; save it without scripts to have it shown',
      expect.stringMatching(/^media\/b\.svg: warning: the file holds a script/),
    ]);
  });

  it('is a warning of the check where it is too large to be searched', async () => {
    const content = createMemoryStore({ 'media/a.svg': SVG + ' '.repeat(8 * 1024 ** 2) });
    const { problems } = await check({ content, site: SITE, now: NOW });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^a picture in SVG of more than 8 MB is not searched for scripts; .*without scripts/),
      expect.stringMatching(/^the picture has 8\.0 MB, for which phones wait; /),
    ]);
  });
});
