import type { TextKind } from './texts.ts';

/** Texts that mean something to a publisher, and are shown as they are where they stand in code. */
const MARKS: readonly ((word: string) => string)[] = [
  word => `{{ ${word} | upper }}`,
  word => `{{ "${word}" }}`,
  word => `{% if ${word} %}`,
  word => `{% comment %}${word}{% endcomment %}`,
  word => `{% include ${word}.html %}`,
  word => `{# ${word} #}`,
  word => `{{< ${word} x="y" >}}`,
  word => `{{% comment %}}${word}{{% /comment %}}`,
  word => `{{/* ${word} */}}`,
  word => `{/* ${word} */}`,
  word => `{::comment}${word}{:/comment}`,
  word => `{: .${word}}`,
  word => `## ${word} {#x}`,
  word => `import ${word} from "x";`,
  word => `<Chart ${word}={x} />`,
  word => `<!-- ${word} -->`,
  word => `<!-- more --> ${word}`,
  word => `:::tip ${word}`,
  word => `!!! note "${word}"`,
  word => `[TOC] ${word}`,
  word => `[[toc]] ${word}`,
  word => `[${word}](@/a/y.md)`,
  word => `[${word}]({filename}y.md)`,
  word => `$$${word}$$`,
  word => `<%# ${word} %>`,
  word => `%% ${word} %%`,
];

/** Code in Markdown. */
const IN_MARKDOWN: readonly ((code: string) => string)[] = [
  code => `\`${code}\``,
  code => `Before \`\`${code}\`\` and behind.`,
  code => `\`\`\`\n${code}\n\`\`\``,
  code => `\`\`\`md\none\n\n${code}\n\`\`\``,
  code => `~~~\n${code}\n~~~`,
  code => `- one\n\n  \`\`\`\n  ${code}\n  \`\`\``,
  code => `> \`\`\`\n> ${code}\n> \`\`\``,
];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Code in HTML within Markdown. */
const IN_HTML: readonly ((code: string) => string)[] = [
  code => `<pre>${escaped(code)}</pre>`,
  code => `<pre><code class="x">one\n${escaped(code)}\n</code></pre>`,
];

/** Code that Markdown reads on in, so of marks of templates alone. */
const IN_ELEMENT = (code: string): string => `Before <code>${escaped(code)}</code> and behind.`;

/** Comments, which are not published where code is only indented, nor on a line of their own in HTML. */
const COMMENT = /^(?:\{#|\{%\s*comment|\{\{%\s*comment|\{::comment|\{\/\*|<%|%%)/;
const [COMMENTS, OTHERS] = [true, false].map(isComment => MARKS.filter(mark => COMMENT.test(mark('x')) === isComment));

const codes = (
  containers: readonly ((code: string) => string)[],
  marks: readonly ((word: string) => string)[] = MARKS,
): readonly TextKind[] =>
  containers.flatMap(container => marks.map(mark => ({ write: (word: string) => container(mark(word)), code: mark })));

/** Code that shows marks of publishers, in Markdown with HTML. */
export const CODES: readonly TextKind[] = [
  ...codes(IN_MARKDOWN),
  ...codes([...IN_HTML, code => `one\n\n    ${code}\n\nbehind`], OTHERS),
  ...codes([code => `<pre>${escaped(code)}</pre>`], COMMENTS),
  ...codes(
    [IN_ELEMENT],
    MARKS.filter(mark => mark('').startsWith('{')),
  ),
];

/** The same in MDX, where HTML has expressions, and indented text is no code. */
export const CODES_OF_MDX: readonly TextKind[] = codes(IN_MARKDOWN);
