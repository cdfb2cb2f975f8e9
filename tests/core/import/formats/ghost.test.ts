import { describe, expect, it } from 'vitest';
import { ghostData, readGhost } from '../../../../functions/core/import/formats/ghost.ts';
import { textHeld } from '../../../../functions/core/import/imported-feed.ts';
import { ENDLESS, type Patience } from '../../../../functions/core/import/patience.ts';
import { importInto } from '../imported.ts';

type Row = Readonly<Record<string, unknown>>;

const POST = {
  id: '1',
  title: 'Một',
  slug: 'mot',
  html: '<p>A</p>',
  status: 'published',
  published_at: '2026-01-02T00:00:00Z',
};
const read = (data: Row, patience: Patience = ENDLESS) => readGhost({ posts: [POST], ...data }, patience);
const first = (post: Row, data: Row = {}) => read({ posts: [{ ...POST, ...post }], ...data }).items[0];

describe('a Ghost export', () => {
  it('is told by its posts, in a list of databases or without one', () => {
    expect(ghostData({ db: [{ data: { posts: [] } }] })).toEqual({ posts: [] });
    expect(ghostData({ data: { posts: [POST] } })).toEqual({ posts: [POST] });
    expect(ghostData({ data: {} })).toBeUndefined();
    expect(ghostData({ items: [] })).toBeUndefined();
  });

  it('holds back a post that went out by mail alone', () => {
    expect(first({}, { posts_meta: [{ post_id: '1', email_only: 1 }] })?.held).toBe('sent by mail alone');
    expect(first({}, { posts_meta: [{ post_id: '1', email_only: 0 }] })?.held).toBeUndefined();
  });

  it.each([
    ['<!--kg-gated-block:begin nonMember:false memberSegment:"status:free" -->B<!--kg-gated-block:end-->C', 'AC', 1],
    ['<!--kg-gated-block:begin nonMember:true memberSegment:"" -->B<!--kg-gated-block:end-->C', 'ABC', 0],
    ['<!--kg-gated-block:begin -->B<!-- kg-gated-block:end -->C', 'AC', 1],
    ['<!--kg-gated-block:begin nonMember:false -->B', 'A', 1],
    ['<!--kg-gated-block:begin nonMember:false memberSegment:"created:>2020" -->B<!--kg-gated-block:end-->C', 'AC', 1],
    [`<!--kg-gated-block:begin ${'x'.repeat(500)} -->B<!--kg-gated-block:end-->C`, 'AC', 1],
    ['<!--kg-gated-block:begin memberSegment:"nonMember:true" -->B<!--kg-gated-block:end-->C', 'AC', 1],
    ['<!--kg-gated-block:begin nonMember:true nonMember:false -->B<!--kg-gated-block:end-->C', 'AC', 1],
    ['<!--kg-gated-block:begin memberSegment:"" nonMember : true -->B<!--kg-gated-block:end-->C', 'ABC', 0],
    ['<!--kg-gated-block:begin nonMember:true memberSegment:"created:>2020" -->B<!--kg-gated-block:end-->C', 'ABC', 0],
    ['<!--kg-gated-block:start nonMember:true -->B<!--kg-gated-block:end-->C', 'AC', 1],
    ['<!--kg-gated-block:begin nonMember:false B', 'A', 1],
    ['<!--kg-gated-block:end-->C', 'AC', 0],
  ])('has no block that only members saw: %s', (block, text, count) => {
    const { items, left } = read({ posts: [{ ...POST, html: `A${block}` }] });
    expect(textHeld(items[0]?.html ?? '').replace(/<!--.*?-->/g, '')).toBe(text);
    expect(left.get('Ghost block for members alone')).toEqual(count > 0 ? { count, example: 'Một' } : undefined);
  });

  it('has the site in its settings, and tags as categories but for internal ones', () => {
    const feed = read({
      settings: [
        { key: 'title', value: 'Báo' },
        { key: 'lang', value: 'vi' },
        { key: 'logo', value: null },
        { value: 'x' },
      ],
      tags: [
        { id: 't', name: 'Đời sống', slug: 'doi-song', description: 'Mô tả' },
        { id: 'i', name: '#an' },
        { id: 'n' },
      ],
    });
    expect(feed).toMatchObject({ title: 'Báo', language: 'vi' });
    expect(feed.categories).toEqual([{ name: 'Đời sống', slug: 'doi-song', description: 'Mô tả' }]);
    expect(read({ settings: [{ key: 'default_locale', value: 'en' }] }).language).toBe('en');
    expect(read({ settings: [{ key: 'locale', value: 'th' }] }).language).toBe('th');
  });

  it('reports what posts say that has no place here, and internal tags', () => {
    const posts = [{ ...POST, codeinjection_head: '<script>', custom_template: null }];
    const { left } = read({ posts, posts_meta: [{ post_id: '1', og_title: 'B' }], tags: [{ id: 'i', name: '#an' }] });
    expect([...left]).toEqual([
      ['Ghost codeinjection_head', { count: 1, example: '<script>' }],
      ['Ghost og_title', { count: 1, example: 'B' }],
      ['Ghost internal tag', { count: 1, example: '#an' }],
    ]);
  });

  it('reports settings that have no place here by name, never what they hold', () => {
    const settings = [
      { key: 'title', value: 'Báo' },
      { key: 'navigation', value: '[]' },
      { key: 'members_secret', value: 'bí mật' },
      { key: 'icon', value: null },
    ];
    expect([...(read({ settings }).left ?? [])]).toEqual([['Ghost settings', { count: 2, example: 'navigation' }]]);
  });

  it('links posts to their tags and authors, in order', () => {
    const data = {
      tags: [
        { id: 't', name: 'A' },
        { id: 'u', name: 'B' },
        { id: 'i', name: '#c' },
      ],
      posts_tags: [
        { post_id: '1', tag_id: 'u', sort_order: 1 },
        { post_id: '1', tag_id: 't', sort_order: 0 },
        { post_id: '1', tag_id: 'i' },
        { post_id: '1' },
        { tag_id: 't' },
      ],
      users: [{ id: 'a', name: 'Lê Na', website: 'https://na.example/' }, { id: 'b', name: 'An' }, { id: 'c' }],
      posts_authors: ['a', 'b', 'c', 'd'].map(author_id => ({ post_id: '1', author_id })),
    };
    expect(first({}, data)).toMatchObject({
      topics: [{ name: 'A' }, { name: 'B' }],
      authors: [{ name: 'Lê Na', url: 'https://na.example/' }, { name: 'An' }],
    });
    expect(first({ author_id: 'b' }, { users: data.users })?.authors).toEqual([{ name: 'An' }]);
  });

  it('has the picture with its words, and addresses without the mark of the site', () => {
    const image = { feature_image: '__GHOST_URL__/content/a.jpg', html: '<a href="__GHOST_URL__/b/">B</a>' };
    expect(first(image)).toMatchObject({
      image: { src: '/content/a.jpg' },
      html: '<a href="/b/">B</a>',
      link: '/mot/',
    });
    const words = {
      feature_image_alt: 'Chợ',
      feature_image_caption: '<span>Chợ <a href="/b">quê</a> &amp; bến</span>',
    };
    expect(first(image, { posts_meta: [{ post_id: '1', ...words }] })?.image).toEqual({
      src: '/content/a.jpg',
      alt: 'Chợ',
      caption: 'Chợ quê & bến',
    });
    expect(first({ slug: undefined, title: null, id: 5 })).toMatchObject({ title: '' });
    expect(first({ canonical_url: 'https://cu.example/a' })?.link).toBe('https://cu.example/a');
  });

  it('has its pictures and links on its own site, wherever its canonical address is', async () => {
    const post = {
      ...POST,
      canonical_url: 'https://cu.example/a',
      feature_image: '__GHOST_URL__/content/a.jpg',
      html: '<p><a href="__GHOST_URL__/b/">B</a><img src="/content/b.jpg"></p>',
    };
    const site = 'title: A\nurl: https://ghost.example/\nlanguage: vi\nsince: 2020\nfeedsUrl: https://f.example/\n';
    const { content } = await importInto(JSON.stringify({ db: [{ data: { posts: [post] } }] }), { site });
    const [text] = Object.values(content).filter(file => file.includes('cu.example'));
    expect(text?.match(/https:[^"\s]+/g)).toEqual([
      'https://cu.example/a',
      'https://ghost.example/content/a.jpg',
      'https://ghost.example/b/',
      'https://ghost.example/content/b.jpg',
    ]);
  });

  it.each([
    [{ status: 'draft' }, 'a draft'],
    [{ status: 'scheduled' }, 'of status scheduled'],
    [{ status: null }, 'of status null'],
    [{ status: '' }, 'of status ""'],
    [{ status: undefined, visibility: undefined, type: undefined }, undefined],
    [{ visibility: ['paid'] }, 'for ["paid"] alone'],
    [{ status: 'sent' }, 'sent by mail alone'],
    [{ visibility: 'paid' }, 'for paid alone'],
    [{ type: 'page' }, 'a page, which no feed showed'],
    [{ page: true }, 'a page, which no feed showed'],
    [{ page: 1 }, 'a page, which no feed showed'],
    [{ html: undefined, lexical: '{}' }, "text in Ghost's own format, without HTML; export it from a newer Ghost"],
    [{ html: undefined, mobiledoc: '{}' }, "text in Ghost's own format, without HTML; export it from a newer Ghost"],
    [{ html: undefined }, undefined],
    [{}, undefined],
  ])('holds back what was not public: %j', (post, held) => {
    expect(first(post)?.held).toBe(held);
  });

  it('counts what has no place here, and says which posts it can not read', () => {
    const failing: Patience = { ...ENDLESS, each: items => items.map(() => ({ error: new Error('quá lâu') })) };
    const { unreadable = [], items } = read(
      { newsletters: [{ name: 'Sáng' }, { id: 'x' }, {}], integrations: 5 },
      failing,
    );
    expect(items).toEqual([]);
    expect(unreadable[0]?.reason).toContain('quá lâu');
    expect([...(read({ newsletters: [{ name: 'Sáng' }, { id: 'x' }] }).left?.keys() ?? [])]).toEqual([
      'Ghost newsletters',
    ]);
    expect(() => read({ posts: [] })).toThrow('this is a Ghost export without a post');
  });
});
