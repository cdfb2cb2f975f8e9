import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from '../../functions/core/pages/wordings/en.ts';
import { ROOT } from '../lib/samples.ts';

it('lists every label and its English text in the reference', () => {
  const [, section = ''] = readFileSync(join(ROOT, 'docs/reference.md'), 'utf8').split('\n### Labels\n');
  const [table = ''] = section.split('\n#');
  const rows = [...table.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, name = '', text = '']) => [name, text]);
  expect(rows).toEqual(Object.entries(en));
});
