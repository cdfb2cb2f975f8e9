import { describe, expect, it } from 'vitest';
import type { RenderContext } from '../../../functions/core/entry/render-context.ts';
import { renderEntry } from '../../../functions/core/entry/render-entry.ts';
import { HOUR, makeArticle, NOW, SITE } from '../samples.ts';

const CONTEXT: RenderContext = {
  site: SITE,
  now: NOW,
  mediaSizes: new Map([['media/a.mp3', 321]]),
  addresses: new Map(),
};
const article = makeArticle({ key: 'articles/a.md', slug: 'a-1', published: NOW - HOUR });
const entryOf = (more: Partial<typeof article>, body = 'Lời', context = CONTEXT) =>
  renderEntry({ ...article, ...more }, body, context).entry;

describe('an entry', () => {
  it('tells what its article tells', () => {
    expect(entryOf({ tags: ['a'], authors: [{ name: 'B' }], language: 'en' })).toEqual({
      id: article.id,
      url: 'https://feeds.bao.example/articles/a-1/',
      title: article.title,
      summary: 'Lời',
      html: '<p>Lời</p>',
      published: article.published,
      updated: article.published,
      authors: [{ name: 'B' }],
      categories: [],
      tags: ['a'],
      language: 'en',
    });
    expect(entryOf({}).language).toBe('vi');
  });

  it.each(['../anh.jpg', '../anh/cau.jpg', '../../../anh.jpg'])(
    'has the first picture of its text where that of its field leads out of its folder: %s',
    src => {
      const inFolder = { key: 'articles/tin/a.md', image: { src } };
      expect(entryOf(inFolder)).not.toHaveProperty('image');
      const text = { src: 'https://feeds.bao.example/media/b.jpg' };
      expect(entryOf(inFolder, '![b](/media/b.jpg)').image).toMatchObject(text);
      const enclosure = { url: '../tap.mp3', type: 'audio/mpeg' };
      expect(entryOf({ ...inFolder, enclosure })).not.toHaveProperty('enclosure');
      expect(entryOf({ ...inFolder, image: { src: '../../media/c.jpg' } }).image).toEqual({
        src: 'https://feeds.bao.example/media/c.jpg',
      });
    },
  );

  it('leads where its own links may lead, whatever those of others rendered beside it do', () => {
    const site = { ...SITE, permalink: 'https://bao.example/{slug}.html' };
    const addresses = new Map([
      ['articles/a.md', 'https://bao.example/khac.html'],
      ['articles/b.md', 'https://bao.example/b.html'],
    ]);
    const body = '[a](./a) [b](./b) [c](b.md)';
    for (const others of [new Map<string, string>(), addresses]) {
      const { html } = entryOf({ link: 'https://bao.example/a.html' }, body, { ...CONTEXT, site, addresses: others });
      expect([...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url)).toEqual([
        'https://bao.example/a.html',
        'https://bao.example/b',
        'https://bao.example/b.md',
      ]);
    }
    const linked = entryOf({ links: ['articles/b.md'] }, body, { ...CONTEXT, site, addresses });
    expect(linked.html.match(/b\.html/g)).toHaveLength(2);
  });

  it('tells of a correction once that has come', () => {
    const corrected = { correction: 'Số đúng là 220.', updated: NOW + 1 };
    expect(entryOf(corrected)).not.toHaveProperty('correction');
    expect(entryOf(corrected, 'Lời', { ...CONTEXT, now: NOW + 1 }).correction).toBe('Số đúng là 220.');
    expect(entryOf({ correction: 'Số đúng là 220.' }).correction).toBe('Số đúng là 220.');
  });

  it('has an id of its own for Atom where the declared one is no IRI', () => {
    expect(entryOf({ id: 'một hai' })).toMatchObject({ id: 'một hai', iri: 'tag:bao.example,2018:m%E1%BB%99t%20hai' });
    expect(entryOf({ id: 'https://bao.example/?p=1' })).not.toHaveProperty('iri');
  });

  it('leaves alone the fragments that are set apart already', () => {
    const html = '<p id="a">1</p><p id="0123abcd-b">2</p><a href="#0123abcd-b">3</a>';
    expect(entryOf({ format: 'html' }, html).html).toMatch(
      /<p id="[0-9a-f]{8}-a">1<\/p><p id="0123abcd-b">2<\/p><a href="[^"]*#0123abcd-b">/,
    );
  });

  it('has its declared summary, else its first paragraph cut at a word', () => {
    expect(entryOf({ summary: 'Tóm tắt' }).summary).toBe('Tóm tắt');
    expect(entryOf({}, `${'chữ '.repeat(100)}\n\nHai`).summary).toMatch(/ chữ…$/);
    expect(entryOf({}, '').summary).toBe('');
  });

  it('has its declared picture, else the first in its text', () => {
    expect(entryOf({ image: { src: '../media/a.jpg', alt: 'A' } }, '![b](../media/b.jpg)').image).toEqual({
      src: 'https://feeds.bao.example/media/a.jpg',
      alt: 'A',
    });
    expect(entryOf({}, '![b](../media/b.jpg)').image).toEqual({
      src: 'https://feeds.bao.example/media/b.jpg',
      alt: 'b',
    });
    const widths = { src: '../media/a.jpg', srcset: '../media/a-480.jpg 480w, javascript:x 2x, /media/a,b.jpg 960w' };
    const base = entryOf({ image: { src: '../media/a.jpg' } }).image?.src.replace('a.jpg', '');
    expect(entryOf({ image: widths }).image?.srcset).toBe(`${base}a-480.jpg 480w, ${base}a%2Cb.jpg 960w`);
    expect(entryOf({ image: { ...widths, srcset: 'javascript:x 2x' } }).image).not.toHaveProperty('srcset');
    expect(entryOf({ image: { src: 'javascript:x' } })).not.toHaveProperty('image');
  });

  it('has its enclosure with a type and a length as well as they are known', () => {
    const enclosure = (more: NonNullable<typeof article.enclosure>) => entryOf({ enclosure: more }).enclosure;
    const url = 'https://feeds.bao.example/media/a.mp3';
    expect(enclosure({ url: '../media/a.mp3' })).toEqual({ url, type: 'audio/mpeg', length: 321 });
    expect(enclosure({ url: 'https://x.example/a', length: 5, title: 'B' })).toEqual({
      url: 'https://x.example/a',
      type: 'application/octet-stream',
      length: 5,
      title: 'B',
    });
    expect(enclosure({ url: 'https://x.example/a', type: 'audio/ogg' })).toMatchObject({
      type: 'audio/ogg',
      length: 0,
    });
    expect(enclosure({ url: 'file:///etc/passwd' })).toBeUndefined();
  });

  it('is corrected when the correction has come', () => {
    expect(entryOf({ updated: NOW })).toMatchObject({ published: NOW - HOUR, updated: NOW });
    expect(entryOf({ updated: NOW + 1 })).toMatchObject({ updated: NOW - HOUR });
  });
});
