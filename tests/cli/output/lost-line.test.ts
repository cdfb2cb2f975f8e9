import { describe, expect, it } from 'vitest';
import { lostLine, twiceLine } from '../../../functions/cli/output/lost-line.ts';

const LOST = { key: 'articles/b.md', path: '/articles/a-1/', id: 'tag:bao.example,2018:articles/a' };

describe('the line on what an article left behind', () => {
  it('has the fields to write, in an article that has none of them', () => {
    expect(lostLine('b.md', LOST)).toMatch(
      /write id: tag:\S+\/a and aliases: \[\/articles\/a-1\/] into it to keep its id and that address$/,
    );
  });

  it('never has a second line of a field written that the article has', () => {
    const aliased = { ...LOST, aliases: ['/cu/'] };
    const added =
      'write id: tag:bao.example,2018:articles/a into it and add /articles/a-1/ to the aliases that it has, as in ' +
      'aliases: [/cu/, /articles/a-1/], ';
    expect(lostLine('b.md', aliased)).toContain(`${added}to keep its id and that address`);
    expect(lostLine('b.md', { ...LOST, declaresId: true })).toContain('/a (in place of its own) and aliases:');
    expect(twiceLine({ ...aliased, from: 'articles/a.md' })).toContain(`${added}and take the other away`);
  });
});
