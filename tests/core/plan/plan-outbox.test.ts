import { describe, expect, it } from 'vitest';
import type { Notice, NoticeBatch } from '../../../functions/core/notices/notice.ts';
import { nextOutbox } from '../../../functions/core/plan/plan-outbox.ts';

const notice = (path: string): Notice => ({ kind: 'rejected', path, version: '1', problems: [] });
const batch = (run: string): NoticeBatch => ({ run, since: 0, notices: [notice(run)], more: 0 });

function pathsOf(outbox: readonly NoticeBatch[]): readonly (readonly [string, readonly string[]])[] {
  return outbox.map(({ run, notices }) => [run, notices.map(({ path }) => path)]);
}

describe('the outbox', () => {
  const telling = { run: 'own', isLeft: ({ run }: NoticeBatch) => run === 'dead' };

  it('has the batches of other runs, and one of this run with what dead ones left', () => {
    const outbox = [batch('other'), batch('dead')];
    expect(pathsOf(nextOutbox(outbox, telling, 7, [notice('new')]))).toEqual([
      ['other', ['other']],
      ['own', ['dead', 'new']],
    ]);
    expect(nextOutbox([batch('own')], { ...telling, isLeft: ({ run }) => run === 'own' }, 7, [])).toHaveLength(1);
    expect(nextOutbox([], telling, 7, [])).toEqual([]);
  });

  it('takes over the oldest of more than ten batches, and leaves those that are being sent', () => {
    const outbox = Array.from({ length: 12 }, (_, at) => batch(`run-${at}`));
    const next = pathsOf(nextOutbox(outbox, telling, 7, []));
    expect(next.slice(0, 10).map(([run]) => run)).toEqual(outbox.slice(2).map(({ run }) => run));
    expect(next.slice(10)).toEqual([['own', ['run-0', 'run-1']]]);
  });
});
