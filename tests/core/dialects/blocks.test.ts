import { describe, expect, it } from 'vitest';
import { translateBlocks, withoutContents } from '../../../functions/core/dialects/blocks.ts';

const translated = (text: string): string => translateBlocks(text.split('\n')).join('\n');

describe('blocks of other publishers', () => {
  it.each([
    ['an admonition', ':::tip Mẹo\nA\n:::\nB', '> **Mẹo**\\\n> A\n\nB'],
    ['one without a title', ':::warning\n\nA\n:::', '> **Warning**\n> \n> A\n'],
    ['a title in brackets', ':::note[Chú ý]\nA\n:::', '> **Chú ý**\\\n> A\n'],
    ['a title that begins with any word', ':::Tin nhanh\nA\n:::', '> **Tin nhanh**\\\n> A\n'],
    ['a title among attributes behind the kind', ':::tip{title="Tựa X"}\nA\n:::', '> **Tựa X**\\\n> A\n'],
    ['an alert with nothing below', '> [!NOTE]', '> **Note**'],
    ['attributes', '::: {.callout-note title="Chú ý"}\nA\n:::', '> **Chú ý**\\\n> A\n'],
    ['one within another', '::::tip\n\n:::note X\nA\n:::\n\n::::', '> **Tip**\n> \n> > **X**\\\n> > A\n> \n> \n'],
    ['a container that says nothing', '::: code-group\n```js\na\n```\n:::', '\n```js\na\n```\n'],
    ['an indented one', '!!! note "Chú ý"\n    A\n\n    B\nC', '> **Chú ý**\\\n> A\n> \n> B\nC'],
    ['an indented one above a quote', '!!! note\n    A\n\n    B\n\n> C', '> **Note**\\\n> A\n> \n> B\n\n> C'],
    ['two, one below the other', '!!! tip\n    A\n\n\n!!! tip\n    B\n', '> **Tip**\\\n> A\n\n\n> **Tip**\\\n> B\n> '],
    ['an alert', '> [!NOTE]\n> A', '> **Note**\\\n> A'],
    ['an alert with a title', '> [!tip]- Mẹo\n> A', '> **Mẹo**\\\n> A'],
    ['a table of contents', '[TOC]\n\n[[toc]]', '\n\n'],
    ['the id of a heading', '## Chợ {#cho}', '## Chợ <a id="cho"></a>'],
    ['attributes of a heading', '## Chợ {.x y=z} ##', '## Chợ'],
    ['one above a list', ':::note\n- A\n:::', '> **Note**\n> - A\n'],
    ['one above a heading', ':::note\n## A\n:::', '> **Note**\n> ## A\n'],
    ['one above code', ':::note\n```js\nA\n```\n:::', '> **Note**\n> ```js\n> A\n> ```\n'],
    ['one above a table', ':::note\n| A |\n|---|\n:::', '> **Note**\n> | A |\n> |---|\n'],
    ['one above a table without bars', ':::note\nA | B\n--|--\n:::', '> **Note**\n> A | B\n> --|--\n'],
    ['one above a quote', ':::note\n> A\n:::', '> **Note**\n> > A\n'],
    ['one above HTML', ':::note\n<div>A</div>\n:::', '> **Note**\n> <div>A</div>\n'],
    ['one above HTML in a line', ':::note\n<b>A</b>\n:::', '> **Note**\\\n> <b>A</b>\n'],
    ['one above emphasis', ':::note\n*A*\n:::', '> **Note**\\\n> *A*\n'],
    ['one right above another', '::::info\n:::tip\nA\n:::\n::::', '> **Info**\n> > **Tip**\\\n> > A\n> \n'],
    ['one without a text', ':::tip A\n:::\nB', '> **A**\n\nB'],
    ['an indented one above a list', '!!! note\n    1. A', '> **Note**\n> 1. A'],
    ['an alert above a list', '> [!NOTE]\n> - A', '> **Note**\n> - A'],
    ['an alert above code', '> [!NOTE]\n> ```\n> A\n> ```', '> **Note**\n> ```\n> A\n> ```'],
  ])('become what Markdown has: %s', (_, text, expected) => {
    expect(translated(text)).toBe(expected);
  });

  it.each([
    ['a block of code', '```\n:::tip\n## A {#a}\n```'],
    ['what is no kind', ':::Mẹo hay\nA\n:::'],
    ['what nothing closes', ':::tip\nA'],
    ['a headline between colons', '::: Tin nhanh :::\n\nA'],
    ['an exclamation', '!!! Khẩn cấp: lũ về\n\nNước dâng.'],
    ['an exclamation of one word', '!!! Tin\n\nNước dâng.'],
    ['a question', '??? Ai làm\n    việc này'],
    ['words in braces', '## Chợ {quê}'],
    ['an end without a beginning', 'A\n:::'],
  ])('are text where they are none: %s', (_, text) => {
    expect(translated(text)).toBe(text);
  });

  it('lie no deeper than that', () => {
    const lines = translated(`${':::tip\n'.repeat(20)}A${'\n:::'.repeat(20)}`).split('\n');
    expect(lines[15]).toBe(`${'> '.repeat(16)}**Tip**`);
    expect(lines[20]).toBe(`${'> '.repeat(16)}A`);
  });

  it('lose the list that only marks where a table of contents goes', () => {
    expect(withoutContents(['* TOC', '{:toc}', '- A'])).toEqual(['', '{:toc}', '- A']);
  });
});
