import { describe, expect, it } from 'vitest';
import { ARTICLE_HEAD, holdsArticle, misplacedAmong } from '../../functions/content/misplaced-article.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { UnreadableObject } from '../../functions/stores/unreadable-object.ts';
import { FORMS } from '../core/article/forms.ts';

const holds = (text: string): boolean => holdsArticle(Buffer.from(text));
const BODY = `\n\n${'Lời. '.repeat(9)}\n`;

describe('a text that holds an article', () => {
  it.each(Object.entries(FORMS))('begins with front matter: %s', (_, write) => {
    expect(holds(write({ title: 'Chợ quê', date: '2026-11-20T08:30+07:00' }, BODY))).toBe(true);
  });

  it.each([
    '---\ndraft: true\n---',
    '\uFEFF---\r\ndraft: true\r\n---\r\n',
    '---\ntitle: A\npublished: false\n---',
    '---\ntitle: A\nexpires: 2026-11-20\n---',
    '+++\ntitle = "A"\ndate = 2026-11-20\n+++',
    '{ "title": "A", "date": "2026-11-20" }',
    '---\ntitle: A\ndate: 2026-11-20\n\nNever closed',
    '---\ntitle: [\ndate: hôm qua\n---',
  ])('has a title and a time, or says that it is a draft: %j', text => {
    expect(holds(`${text}${BODY}`)).toBe(true);
  });

  it.each([
    '',
    'Title\n\ndate: 2026-11-20',
    'Lời của bài hát',
    '---\nlayout: page\ntitle: A\n---',
    '---\ntitle: A\n---\n\ndate: 2026-11-20',
    '<!doctype html><title>A</title><script type="application/json">{"title": "A", "draft": 1}</script>',
    '{ "title": "A", "rows": [1] }',
    'Date: 2026-11-20\nStatus: ok',
  ])('is none of those that only look alike: %j', text => {
    expect(holds(text === '' ? text : `${text}${BODY}`)).toBe(false);
  });

  it('is told by its beginning, wherever that is cut, and is text', () => {
    const long = `---\ndraft: true\n---\n${'ả'.repeat(99)}\n${'ả'.repeat(ARTICLE_HEAD)}`;
    expect(holdsArticle(Buffer.from(long).subarray(0, ARTICLE_HEAD))).toBe(true);
    expect(holdsArticle(Buffer.from('---\ndraft: \xff\n---\n', 'latin1'))).toBe(false);
  });
});

describe('articles among media', () => {
  it('are read where their names leave it open; what can not be read is left to whoever publishes it', async () => {
    const draft = '---\ndraft: true\n---\n';
    const store = createMemoryStore({
      'media/a.md': draft,
      'media/b.txt': draft,
      'media/c.jpg': draft,
      'media/d.htm': draft,
      'media/e.html': 'x',
      'media/f.txt': draft,
    });
    const asked: string[] = [];
    const get: typeof store.get = async (key, options) => {
      asked.push(key);
      if (key === 'media/f.txt') throw new UnreadableObject('withheld');
      return store.get(key, options);
    };
    const keys = ['a.md', 'b.txt', 'c.jpg', 'd.htm', 'e.html', 'f.txt', 'gone.txt'].map(name => `media/${name}`);
    expect([...(await misplacedAmong({ ...store, get }, keys))]).toEqual([
      ['media/a.md', 'ending'],
      ['media/b.txt', 'fields'],
      ['media/d.htm', 'fields'],
    ]);
    expect(asked).toEqual(keys.filter(key => /txt|htm/.test(key)));
  });
});
