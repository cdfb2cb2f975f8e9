import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildAndUse } from '../../functions/build/build.ts';
import type { JointTerms, JointWork } from '../../functions/build/threads/joint-work.ts';
import { Threads } from '../../functions/build/threads/threads.ts';
import type { WorkKind, WorkOf } from '../../functions/build/work.ts';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';
import { NOW, SITE } from '../core/samples.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';

/** Threads that tell which kinds of work they were let go of. */
class WatchedThreads extends Threads {
  readonly letGo: WorkKind[] = [];

  override share<Kind extends WorkKind>(work: WorkOf<Kind>, terms: JointTerms): JointWork<Kind> {
    const joint = super.share(work, terms);
    const end = joint.end.bind(joint);
    joint.end = () => {
      this.letGo.push(work.kind);
      end();
    };
    return joint;
  }
}

function newsroom(): string {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'articles'));
  for (let at = 0; at < 60; at++)
    writeFileSync(join(directory, `articles/${at}.md`), `---\ndate: 2026-11-20\n---\nBài ${at}\n`);
  return directory;
}

describe('files of a build', () => {
  it('that nobody takes any more are let go of: no thread waits for somebody to use its pages', async () => {
    const directory = newsroom();
    const threads = new WatchedThreads({ directory, count: 2, always: true, onlyOthers: true });
    try {
      await buildAndUse(
        { content: createDirectoryStore(directory), site: { ...SITE, entries: 5 }, now: NOW, threads },
        async ({ files }) => {
          for await (const { path } of files()) {
            expect(path).not.toMatch(/^articles\//);
            break;
          }
        },
      );
      expect(threads.letGo).toContain('pages');
    } finally {
      await threads.close();
    }
  });
});
