import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { JointWork, type OwnPart } from '../../../functions/build/threads/joint-work.ts';
import type { SharedTask, ThreadFindings } from '../../../functions/build/threads/messages.ts';
import { Turns } from '../../../functions/build/threads/turns.ts';
import { KEYS_AT_ONCE } from '../../../functions/build/work.ts';
import { NOW, SITE } from '../../core/samples.ts';

const context = { site: SITE, now: NOW, mediaSizes: new Map(), addresses: new Map() };

/** Another thread, which takes the first turn at once, and gives no answer until it is told to. */
class SlowHelper {
  answer: () => void = () => {};

  give({ turns: memory }: SharedTask, onTurn: (turn: number, result: []) => void): Promise<ThreadFindings> {
    const turn = new Turns(memory).take();
    return new Promise(end => {
      this.answer = () => {
        onTurn(turn, []);
        end({ parts: [], marks: {}, unrendered: 0 });
      };
    });
  }
}

/** Work of six turns, of which another thread has the first. Returns those that this one took meanwhile, and in all. */
async function turnsTaken(ahead: number | undefined, takes?: OwnPart<'render'>['takes']) {
  const keys = Array.from({ length: 6 * KEYS_AT_ONCE.render }, (_, at) => `articles/${at}.md`);
  const helper = new SlowHelper();
  const joint = new JointWork({ kind: 'render', keys, context }, [helper], { marks: {}, ahead });
  const taken: number[] = [];
  const here = async ([first]: readonly string[]): Promise<[]> => {
    taken.push(keys.indexOf(first ?? '') / KEYS_AT_ONCE.render);
    return [];
  };
  const results = joint.results({ here, takes });
  const first = results.next();
  for (let turns = 0; turns < 100; turns++) await turnOfLoop();
  const meanwhile = [...taken];
  helper.answer();
  await first;
  return { meanwhile, end: () => results.return([]) };
}

describe('work that another thread is slow with', () => {
  it('is done here meanwhile, all that is left of it', async () => {
    const { meanwhile, end } = await turnsTaken(undefined);
    expect(meanwhile).toEqual([1, 2, 3, 4, 5]);
    await end();
  });

  it('is done here no further ahead of what was used than results may pile up', async () => {
    const { meanwhile, end } = await turnsTaken(3);
    expect(meanwhile).toEqual([1, 2]);
    await end();
  });

  it('is left to it where it is not worth to begin here', async () => {
    const { meanwhile, end } = await turnsTaken(undefined, () => false);
    expect(meanwhile).toEqual([]);
    await end();
  });

  it('is gone on with where it was begun here, however little is left', async () => {
    const { meanwhile, end } = await turnsTaken(undefined, left => left === 5);
    expect(meanwhile).toEqual([1, 2, 3, 4, 5]);
    await end();
  });
});
