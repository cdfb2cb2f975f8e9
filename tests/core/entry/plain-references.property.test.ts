import { describe, expect, it } from 'vitest';
import { renderBody } from '../../../functions/core/body/body.ts';
import { plainReferences } from '../../../functions/core/entry/plain-references.ts';
import { expectLinear } from '../../growth.ts';
import { fc, runs } from '../../property.ts';

const PIECES = [
  '![a](/media/a.jpg)',
  '[b](../media/b.pdf "B")',
  '[![c](/media/c.jpg)](/media/d.jpg)',
  '(/media/e.jpg)',
  '](/media/f.jpg)',
  '[',
  ']',
  '`',
  '\n',
  '\n\n',
  '    ',
  '\t',
  '<p>',
  '<!--',
  ' %% ',
  '<%# ',
  ' %>',
  '<#-- ',
  '-->',
  '\\',
  '[1]: /media/g.jpg',
  '![h][1]',
  '[^1]: ',
  '<img src="/media/i.jpg">',
  '<https://x.example/media/j.jpg>',
  'https://x.example/media/k.jpg',
  '![l](/media/l_(1).jpg)',
  '![m](</media/m n.jpg>)',
  '/media/',
  '- ',
  '> ',
  '# ',
  '*',
  '_',
  '~~~',
  '![n](//x.example/media/n.jpg)',
  '![o](media/a&amp;b.jpg)',
  'lời ',
];

/** Returns the references under `media/` that a rendered text has. */
function rendered(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const resolve = (reference: string): string => {
    const decoded = decodeURIComponent(reference);
    if (/^(?:\.\.\/|\/)?media\//.test(decoded)) found.add(decoded.replace(/^(?:\.\.\/|\/)/, ''));
    return 'https://bao.example/';
  };
  renderBody('markdown', text, { title: 'T', resolve, drop: [], idPrefix: '' });
  return found;
}

describe('references that are read without rendering', () => {
  it('are those that rendering finds, or none is read', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), pieces => {
        const text = pieces.join('');
        const plain = plainReferences(text, true);
        if (!plain) return;
        expect(new Set(plain.map(each => each.replace(/^(?:\.\.\/|\/)/, '')))).toEqual(rendered(text));
      }),
      runs(4000),
    );
  });

  it('are read in most texts, and never in HTML', () => {
    expect(plainReferences('Lời.\n\n![a](/media/a.jpg "A") và [b](../media/b.pdf).\n', true)).toEqual([
      '/media/a.jpg',
      '../media/b.pdf',
    ]);
    expect(plainReferences('![a](/media/a.jpg)', false)).toBeUndefined();
    expect(plainReferences('https://x.example/media/a.jpg', false)).toEqual([]);
  });

  it.each(['media/', '](media/', '![a](/media/a.jpg)', '![a](/media/a.jpg "', '[', '/media/a ', '\n'])(
    'are looked for in time linear to the text: %j',
    async piece => {
      await expectLinear(
        text => plainReferences(text, true),
        n => `${piece.repeat(n)} ![a](/media/a.jpg)`,
        20_000,
      );
    },
  );
});
