import { describe, it } from 'vitest';
import { sanitize } from '../../../functions/core/html/sanitize.ts';
import { expectLinear } from '../../growth.ts';

/** Size at which copying all that is written for each element that leaves takes seconds. */
const N = 1_600_000;

const OPTIONS = {
  resolve: (reference: string) => (reference.startsWith('http') ? reference : undefined),
  idPrefix: '01234567-',
};

describe('what leaves as it is sanitized takes no more time for what stands before it', () => {
  it.each([
    'Lời <img src=a.png> ',
    'Lời <img srcset="a.png 1x"> ',
    'Lời dài hơn thế <iframe src="http://www.youtube.com:8/x"></iframe> ',
    'Lời dài hơn thế <iframe src="https://www.youtube.com:8/x"></iframe> ',
  ])('%s', async part => {
    await expectLinear(
      html => sanitize(html, OPTIONS),
      n => part.repeat(n / part.length),
      N,
    );
  });
});
