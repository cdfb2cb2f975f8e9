import { describe, expect, it } from 'vitest';
import { scan } from '../../functions/build/scan.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { NOW, SITE } from '../core/samples.ts';
import { article } from '../publish/newsroom.ts';

const GIF = `GIF89a${String.fromCharCode(12, 0, 7, 0)}`;

describe('scan', () => {
  it('measures the pictures that articles declare, and reads no other', async () => {
    const store = createMemoryStore({
      'articles/a.md': article('title: A\ndate: 2018-12-01\nimage: /media/a.gif', '![B](/media/b.gif)'),
      'articles/b.md': article('title: B\ndate: 2018-12-01\nimage: /media/none.gif'),
      'media/a.gif': GIF,
      'media/b.gif': GIF,
      'media/c.gif': GIF,
    });
    const read: string[] = [];
    const content: ObjectStore = {
      ...store,
      get(key, options) {
        read.push(key);
        return store.get(key, options);
      },
    };
    const { context, nextState } = await scan({ content, site: SITE, now: NOW });
    expect(read.filter(key => key.startsWith('media/'))).toEqual(['media/a.gif']);
    expect(context.pictures).toEqual(new Map([['media/a.gif', { width: 12, height: 7 }]]));
    expect(nextState.delta.get('articles/a.md')).toMatchObject({
      image: { key: 'media/a.gif', width: 12, height: 7 },
    });
  });
});
