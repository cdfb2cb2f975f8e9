import { describe, expect, it } from 'vitest';
import { fc, runs } from '../../property.ts';
import { render } from '../body/render.ts';
import { firstToOpen } from './first-to-open.ts';

const MARKS = [
  ...[
    ' %% ',
    ' %%',
    '%% ',
    '\n%%\n',
    '%%',
    '%%.',
    '%%%%',
    ' <%# ',
    ' %> ',
    ' <%-- ',
    ' --%> ',
    ' <#-- ',
    ' --> ',
    ' <!-- ',
  ],
  ...['\n<!--\n', '\n-->\n', ' {# ', ' #} ', '`', '``', '\n```\n', '\n~~~\n'],
  ...[
    '<pre>',
    '</pre>',
    '\n<pre>\n',
    '<code>',
    '</code>',
    '\n\n',
    '\n',
    '\\',
    '\n\n    ',
    'a{% if x %}',
    'a{% endif %}',
  ],
];
const AROUND: readonly ((word: string) => string)[] = [
  word => `a {{ ${word} }} b`,
  word => ` {% comment %} %% ${word} {% endcomment %} `,
  word => ` {% comment %}\n\`\`\`\n%% ${word}\n\`\`\`\n{% endcomment %} `,
  word => `{% raw %}${word}{% endraw %}`,
  word => `\`${word}\``,
  word => `\n\n    %% ${word} %%\n\n`,
  word => ` %% ${word} %% `,
  word => `<pre>%% ${word} %%</pre>`,
];

/** Texts of marks and words, each of which is once in it. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(...MARKS.map(mark => () => mark)),
      fc.constantFrom(word => ` ${word} `, ...AROUND),
    ),
    {
      minLength: 2,
      maxLength: 24,
    },
  )
  .map(pieces => pieces.map((piece, at) => piece(`w${at}`)).join(''));

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(/w\d+/g));

describe('comments between marks, in a random text', () => {
  it('hide their words, report them, and take no other word along in silence', () => {
    fc.assert(
      fc.property(texts, text => {
        // There a comment of Liquid ends that of Nunjucks.
        fc.pre(!text.includes('{#') || !text.includes('{% comment %}'));
        const { html, losses } = render('markdown', text);
        const [published, reported] = [wordsOf(html), wordsOf(losses.map(loss => loss.text).join(' '))];
        const { hidden, shown } = firstToOpen(text);
        expect([...hidden].filter(word => published.has(word) || !reported.has(word))).toEqual([]);
        expect([...shown].filter(word => !published.has(word) && !reported.has(word))).toEqual([]);
      }),
      runs(20_000),
    );
  });
});
