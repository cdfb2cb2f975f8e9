import { describe, expect, it } from 'vitest';
import type { Image } from '../../../functions/core/article/article.ts';
import { mediaElement } from '../../../functions/core/feed/media-elements.ts';
import { renderReadingPage } from '../../../functions/core/pages/reading-page.ts';
import { read, SITE } from '../samples.ts';
import { makeEntry } from './samples.ts';

const SRC = 'https://bao.example/a.jpg';
const imageOf = (yaml: string) => read(`---\ntitle: Bài\ndate: 2026-11-20\nimage: ${yaml}\n---\nChữ.\n`);
const page = (image: Image): string =>
  renderReadingPage({ entry: makeEntry({ image }), site: SITE, feeds: [], homeLanding: '', months: [] });
const structured = (image: Image) => JSON.parse(/ld\+json">(.*?)<\/script>/.exec(page(image))?.[1] ?? '').image;

describe('a picture in front matter', () => {
  it('has words, who made it, and a size', () => {
    expect(imageOf('{ src: a.jpg, alt: Chợ, caption: Chợ phiên, credit: Lê Na, width: 1200, height: 800 }')).toEqual(
      expect.objectContaining({
        problems: [],
        article: expect.objectContaining({
          image: { src: 'a.jpg', alt: 'Chợ', caption: 'Chợ phiên', credit: 'Lê Na', width: 1200, height: 800 },
        }),
      }),
    );
  });

  it.each([
    ['{ name: Hãng tin, role: copyright holder }', { credit: 'Hãng tin', role: 'copyright holder' }],
    ['{ name: Lê Na }', { credit: 'Lê Na' }],
    [`{ name: Lê Na, role: ${'a'.repeat(101)} }`, { credit: 'Lê Na' }],
    ['{ role: photographer }', {}],
    ['[]', {}],
  ])('is credited by %s', (credit, expected) => {
    expect(imageOf(`{ src: a.jpg, credit: ${credit} }`).article?.image).toEqual({ src: 'a.jpg', ...expected });
  });
});

describe('Media RSS', () => {
  it('tells of a picture alone what it told before', () => {
    expect(mediaElement({ src: SRC })).toBe(`<media:content url="${SRC}" medium="image" type="image/jpeg"/>`);
    expect(mediaElement({ src: SRC, alt: 'Chợ', width: 0 })).toBe(
      `<media:content url="${SRC}" medium="image" type="image/jpeg"><media:description type="plain">Chợ` +
        '</media:description></media:content>',
    );
  });

  it('says who made it in the words of the EBU, and its caption before its alternative text', () => {
    const words = { alt: 'Chợ', caption: 'Chợ phiên', credit: 'Lê & Na' };
    expect(mediaElement({ src: SRC, ...words, width: 3, height: 2 })).toBe(
      `<media:content url="${SRC}" medium="image" type="image/jpeg" width="3" height="2">` +
        '<media:description type="plain">Chợ phiên</media:description>' +
        '<media:credit role="photographer" scheme="urn:ebu">Lê &amp; Na</media:credit></media:content>',
    );
    expect(mediaElement({ src: SRC, credit: 'A', role: 'copyright holder' })).toContain('role="copyright holder"');
  });

  it('has several sizes in a group, each once and in proportion', () => {
    const srcset = `${SRC} 1200w, https://bao.example/b.webp 600w, https://bao.example/c.jpg 2x, ${SRC} 90w`;
    expect(mediaElement({ src: SRC, srcset, width: 1200, height: 801, credit: 'Lê Na' })).toBe(
      '<media:group>' +
        `<media:content url="${SRC}" medium="image" type="image/jpeg" isDefault="true" width="1200" height="801"/>` +
        '<media:content url="https://bao.example/b.webp" medium="image" type="image/webp" width="600" height="401"/>' +
        '<media:credit role="photographer" scheme="urn:ebu">Lê Na</media:credit></media:group>',
    );
  });

  it('is no group where there is one size, whose width is that of the list', () => {
    expect(mediaElement({ src: SRC, srcset: `${SRC} 800w` })).toBe(
      `<media:content url="${SRC}" medium="image" type="image/jpeg" width="800"/>`,
    );
    expect(mediaElement({ src: SRC, srcset: 'https://bao.example/b 0w' })).toBe(mediaElement({ src: SRC }));
  });

  it('has at most twenty sizes beside the first', () => {
    const srcset = Array.from({ length: 40 }, (_, at) => `https://bao.example/${at}.jpg ${at + 1}w`).join(', ');
    expect(mediaElement({ src: SRC, srcset }).match(/<media:content/g)).toHaveLength(21);
  });
});

describe('a page', () => {
  it('tells a plain picture by its address, and one of which more is known as an object', () => {
    expect(structured({ src: SRC, alt: 'Chợ' })).toBe(SRC);
    expect(structured({ src: SRC, caption: 'A', credit: 'B', width: 3, height: 2 })).toEqual({
      '@type': 'ImageObject',
      url: SRC,
      width: 3,
      height: 2,
      caption: 'A',
      creditText: 'B',
    });
    expect(structured({ src: 'javascript:alert(1)', credit: 'B' })).toBeUndefined();
  });

  it('has caption and credit below it, and room of its size', () => {
    expect(page({ src: SRC, caption: '<A>', credit: 'B', width: 3, height: 2 })).toContain(
      'alt="" width="3" height="2"><figcaption>&lt;A&gt; – B</figcaption></figure>',
    );
    // Of a picture of which one side alone is known, no other is made up.
    expect(page({ src: SRC, credit: 'B', width: 3 })).toContain('alt=""><figcaption>B</figcaption>');
    expect(page({ src: SRC, width: 3, height: 2 })).not.toContain('figcaption>');
    expect(page({ src: SRC, width: 3, height: 2 })).toContain('<meta property="og:image:width" content="3">');
  });
});
