import { describe, expect, it } from 'vitest';
import { mediumItem } from '../../../../functions/core/import/formats/medium.ts';
import { expectLinear } from '../../../growth.ts';

const story = (body: string, above = ''): string =>
  `<article class="h-entry"><h1 class="p-name">Chợ</h1>${above}<section data-field="body">${body}</section>` +
  '<footer><time class="dt-published" datetime="2026-11-20T08:30:00Z">x</time></footer></article>';
const read = (body: string, above?: string) => mediumItem('posts/2026-11-20_Cho-0123456789ab.html', story(body, above));

describe('a story of a Medium export', () => {
  it('keeps all its text however deep it lies, and is a draft where its date can not be found below', () => {
    expect(read('<p>Lời</p>')).toMatchObject({ title: 'Chợ', html: '<p>Lời</p>' });
    expect(read('<p>Lời</p>').held).toBeUndefined();
    const deep = read(`<p>đầu</p>${'<b>'.repeat(5000)}cuối`);
    expect(deep.html).toContain('<p>đầu</p>');
    expect(deep.html).toContain('cuối');
    expect([deep.title, deep.held]).toEqual(['Chợ', 'a draft']);
  });

  it('is a draft by the first word of its name, in any case', () => {
    const held = (name: string) => mediumItem(name, story('<p>Lời</p>')).held;
    const names = [
      'posts/draft_Cho-0123456789ab.html',
      'posts/DRAFT_Cho-0123456789ab.html',
      'draft_x/Cho-0123456789ab.html',
    ];
    expect(names.map(held)).toEqual(['a draft', 'a draft', undefined]);
  });

  it('has its text even below a field that is never closed', () => {
    const { html, authors } = read('<p>Lời</p>', '<a class="p-author" href="/x">Lan');
    expect({ html, authors }).toEqual({ html: '<p>Lời</p>', authors: [{ name: 'Lan', url: '/x' }] });
  });

  it('has no author of whose name nothing can be seen', () => {
    expect(read('<p>Lời</p>', '<a class="p-author">\u00a0</a>').authors).toEqual([]);
  });

  it('is read in time that grows no faster than the story, however deep it is', async () => {
    await expectLinear(read, n => '<a href="/x">><b>'.repeat(n), 30_000);
  });
});
