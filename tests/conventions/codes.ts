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

/** Code that shows marks of publishers. */
export const CODES: readonly TextKind[] = IN_MARKDOWN.flatMap(container =>
  MARKS.map(mark => ({ write: (word: string) => container(mark(word)), code: mark })),
);
