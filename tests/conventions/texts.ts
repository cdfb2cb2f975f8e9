/** Text of one kind around a word that readers have to see, or, where it is `hidden`, never may. */
export interface TextKind {
  readonly write: (word: string) => string;
  readonly hidden?: boolean;
  /** Text that code has to show, to the character. */
  readonly code?: (word: string) => string;
}

const shown = (...all: readonly TextKind['write'][]): readonly TextKind[] => all.map(write => ({ write }));
const hidden = (...all: readonly TextKind['write'][]): readonly TextKind[] =>
  all.map(write => ({ write, hidden: true }));

/** Formulas as programs set them into a text, with what they draw beside it. */
const FORMULAS = shown(
  word =>
    `<span class="katex"><span class="katex-mathml">${mathml(word)}</span>` +
    `<span class="katex-html" aria-hidden="true"><span class="mord">${word}</span></span></span>`,
  word =>
    `<span class="MathJax_Preview">${word}</span><span class="MathJax" data-mathml="x"><nobr>${word}</nobr>` +
    `<span class="MJX_Assistive_MathML">${mathml(word)}</span></span>`,
  mathml,
);

function mathml(word: string): string {
  const tex = `<annotation encoding="application/x-tex">${word}</annotation>`;
  return `<math><semantics><mi>${word}</mi>${tex}</semantics></math>`;
}

/** Markdown as it is everywhere. */
export const MARKDOWN = [
  ...FORMULAS,
  ...shown(
    word => word,
    word => `**${word}** and *more*`,
    word => `- one\n- ${word}`,
    word => `> ${word}`,
    word => `\`${word}\``,
    word => `\`\`\`js\n${word}\n\`\`\``,
    word => `| a | b |\n| - | - |\n| ${word} | c |`,
    word => `[${word}](https://bao.example/x)`,
    word => `<p class="x">${word}</p>`,
  ),
  ...hidden(word => `<!-- ${word} -->`),
];

export const LIQUID = [
  ...shown(
    word => `${word} {{ site.title }}`,
    word => `{% if page.x %}${word}{% endif %}`,
    word => `{% highlight js %}\n${word}\n{% endhighlight %}`,
    word => `{%- if x -%}\n${word}\n{%- endif -%}`,
    word => `{% raw %}${word}{% endraw %}`,
    word => `[${word}]({% post_url 2020-01-01-y %}){:target="_blank"}`,
    word => `${word}\n{: .lead}`,
    word => `{% include x.html %}\n\n${word}`,
    word => `## ${word} {#x}`,
    word => `* toc\n{:toc}\n\n${word}`,
  ),
  ...hidden(
    word => `{% comment %}${word}{% endcomment %}`,
    word => `{%- comment -%}\n\n${word}\n\n{%- endcomment -%}`,
    word => `{::comment}\n${word}\n{:/comment}`,
  ),
];

export const NUNJUCKS = [
  ...shown(
    word => `{{ title | upper }} ${word}`,
    word => `{% if x %}${word}{% endif %}`,
    word => `{%- for a in b -%}${word}{%- endfor -%}`,
    word => `{% image "x.jpg" %}\n\n${word}`,
    word => `{{ "${word}" | upper }}`,
  ),
  ...hidden(
    word => `{# ${word} #}`,
    word => `{#- ${word} -#}`,
  ),
];

export const HUGO = [
  ...shown(
    word => `{{< figure src="/media/y.jpg" caption="${word}" >}}`,
    word => `{{% note %}}${word}{{% /note %}}`,
    word => `[${word}]({{< ref "y.md" >}})`,
    word => `{{< highlight go >}}\n${word}\n{{< /highlight >}}`,
    word => `## ${word} {#x}`,
    word => `${word} {{< youtube abcdefghijk >}}`,
    word => `> [!NOTE]\n> ${word}`,
  ),
  ...hidden(
    word => `{{% comment %}}${word}{{% /comment %}}`,
    word => `{{/* ${word} */}}`,
  ),
];

export const ZOLA = [
  ...shown(
    word => `[${word}](@/a/y.md)`,
    word => `{{ youtube(id="abcdefghijk") }} ${word}`,
    word => `{% quote() %}\n${word}\n{% end %}`,
  ),
  ...hidden(word => `{# ${word} #}`),
];

export const HEXO = shown(
  word => `{% post_link y ${word} %}`,
  word => `{% code lang:js %}\n${word}\n{% endcode %}`,
  word => `{% asset_img left x.jpg ${word} %}`,
  word => `{% asset_link x.pdf ${word} %}`,
  word => `{% blockquote %}\n${word}\n{% endblockquote %}`,
  word => `{% note info %}\n${word}\n{% endnote %}`,
);

export const ADMONITIONS = shown(
  word => `:::tip[${word}]\n\nmore\n\n:::`,
  word => `::: warning ${word}\nmore\n:::`,
  word => `:::note\n\n${word}\n\n:::`,
);

export const MDX = [
  ...shown(
    word => `import Tabs from '@theme/Tabs';\n\n<Tabs x={1}>\n\n${word}\n\n</Tabs>`,
    word => `export const x = { y: 1 };\n\n${word}`,
    word => `${word} <Chart data={x} client:load />`,
    word => `<Box>\n${word}\n</Box>`,
    word => `[${word}](./y.mdx)`,
    word => `<>\n${word}\n</>`,
  ),
  ...hidden(
    word => `{/* ${word} */}`,
    word => `{/*\n\n${word}\n\n*/}`,
  ),
];

export const VITEPRESS = shown(
  word => `[[toc]]\n\n${word}`,
  word => `[${word}](./y)`,
  word => `## ${word} {#x}`,
  word => `::: code-group\n\`\`\`js [a]\n${word}\n\`\`\`\n:::`,
);

export const PELICAN = shown(
  word => `[${word}]({filename}y.md)`,
  word => `[TOC]\n\n${word}`,
  word => `!!! note "${word}"\n    more`,
  word => `!!! note\n    ${word}`,
  word => `![${word}]({static}/media/y.jpg)`,
);

export const NIKOLA = shown(
  word => `${word}\n\n<!-- TEASER_END -->\n\nmore`,
  word => `[${word}](link://slug/y)`,
  word => `{{% raw %}}${word}{{% /raw %}}`,
);
