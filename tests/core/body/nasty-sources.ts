import { fc } from '../../property.ts';

const NAMES = [
  ...[
    'title',
    'script',
    'style',
    'textarea',
    'xmp',
    'select',
    'option',
    'button',
    'noscript',
    'template',
    'iframe',
    'svg',
  ],
  ...['plaintext', 'noembed', 'noframes', 'dialog', 'nav', 'head', 'body', 'html', 'article', 'main', 'object', 'math'],
  ...[
    'annotation',
    'video',
    'audio',
    'form',
    'p',
    'b',
    'div',
    'li',
    'table',
    'td',
    'pre',
    'a',
    'email',
    'your-name',
    'o:p',
  ],
];

const MARK = 'zq';
/** Words that are to be found again; each is one of its own once the pieces are put together. */
const WORD = '\u0000';

const tags = fc
  .constantFrom(...NAMES)
  .chain(name =>
    fc.constantFrom(
      ...[
        `<${name}>`,
        `</${name}>`,
        `<${name}/>`,
        `<${name} class="x">`,
        `<${name} src=x>`,
        `<${name.toUpperCase()}\n>`,
      ],
      ...[
        `<${name}>${WORD}</${name}>`,
        `<${name}>\n\n${WORD}\n</${name}>`,
        `<${name}`,
        `</${name} `,
        `<${name} title="`,
      ],
    ),
  );
const constructs = fc.constantFrom(
  ...[
    '<!--',
    '-->',
    '<!-- x -->',
    '<![CDATA[',
    ']]>',
    `<![CDATA[${WORD}]]>`,
    '<!DOCTYPE html>',
    '<!DOCTYPE ',
    '<?php ',
    '?>',
  ],
  ...[
    '<?xml version="1.0"?>',
    '<!x ',
    '<!',
    '<?',
    '</',
    '<',
    '>',
    '/>',
    '"',
    "'",
    '=',
    '&',
    '&lt;',
    '&#60;script&#62;',
    '<3',
  ],
  ...[
    '<a href="',
    "<img alt='",
    '<img src="x.jpg" alt="',
    '<img alt="x">',
    '<br>',
    '<hr/>',
    '<b lời ',
    '<source src="x">',
  ],
  ...[
    `</div id="x">${WORD}`,
    `<a href="/tim?q=<x>">${WORD}</a>`,
    `<img src="x.png" alt="5 > 3"" />${WORD}`,
    `<p style="x>${WORD}</p> <p>${WORD}" và > ${WORD}`,
    `a<b ${WORD} c>d ${WORD}`,
    `<?php echo ${WORD}; ?>`,
    `<!-- x --!>${WORD}`,
    '<script>x = 1;</script>',
    '<style>p { a: b }</style>',
    '<svg><path d="M0"/></svg>',
    '<your name>',
    '<i>'.repeat(210),
    'List<String>',
  ],
);
const marks = fc.constantFrom(
  ...[
    '\n',
    '\n\n',
    '\n',
    ' ',
    '> ',
    '- ',
    '1. ',
    '    ',
    '`',
    '```\n',
    '``` x\n',
    '~~~ ',
    '# ',
    '*',
    '**',
    '_',
    '~~',
    '|',
    '\\',
  ],
  ...[
    '| a | b |\n|---|---|\n| 1 | ',
    '[',
    ']',
    '](',
    ')',
    '![',
    '[x]: ',
    '[x]',
    '\n[^1]: ',
    '[^1]',
    '^[',
    `\n\none|\n-:\nx|${WORD}\n\n`,
    `\n\na | b\n-|-\nx|y|${WORD}\n\n`,
    `\n\n~~~${WORD}~~~\n~~~\n\n`,
    `\n\n\`[note]\` x\n\n[note]: http://x.vn/ "${WORD}"\n\n`,
    `\n\n[note][x]\n\n[note]: /x '${WORD}'\n\n`,
    '\n===\n',
    '\n---\n',
  ],
);
/** Syntax of other publishers. */
const foreign = fc.constantFrom(
  ...[' %%', '%% ', '%%\n', '<%#', '%>', '<%--', '--%>', '<#--', ` %% ${WORD} %% `, `<%# ${WORD} %>`],
  ...['{{', '}}', '{%', '%}', '{', '}', '$', '$$', '$$\n', ':::', '\n:::\n', '{#', '{:', '{/*', '*/}', '<>', '</>'],
  ...[`{{< x ${WORD} >}}`, `{{% x %}}${WORD}{{% /x %}}`, `{{ ${WORD} }}`, `{% x ${WORD} %}`, `{${WORD}}`],
  ...[`\n:::tip ${WORD}\n`, `\n!!! note "${WORD}"\n    ${WORD}\n`, `\n> [!NOTE] ${WORD}\n`, `\n## ${WORD} {#x}\n`],
  ...[`{% raw %}${WORD}{% endraw %}`, `\n{% highlight x %}\n${WORD}\n{% endhighlight %}\n`, '{{< figure src="x" >}}'],
  ...[`<Aside x={${WORD}}>`, '</Aside>', '<Aside\n', `<div y={{ z: 1 }}>${WORD}</div>`, `$x_1 ${WORD}$`, '{.x}'],
);
const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(WORD, `${WORD} `, ` ${WORD}`, `${WORD}\n`, `\n\n${WORD}\n\n`) },
  { weight: 4, arbitrary: tags },
  { weight: 3, arbitrary: constructs },
  { weight: 2, arbitrary: marks },
  { weight: 2, arbitrary: foreign },
);

/** Sources of at most that many pieces, in which every word occurs once. */
export function sources(maxLength: number): fc.Arbitrary<string> {
  return fc.array(piece, { maxLength }).map(pieces => {
    let count = 0;
    return pieces.join('').replaceAll(WORD, () => `từ${MARK}${count++}${MARK}`);
  });
}

/** Every word of a source or of what became of it. */
export const EVERY_WORD = /zq\d+zq/g;
