import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../lib/samples.ts';

const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** Commands and examples of a page; pictures in code have words in them, which are translated. */
function codeIn(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, language, code = '']) => (language === 'mermaid' ? [] : [code]));
}

/** Pages and pictures that a page leads to, without those in other languages. */
function linksIn(text: string): ReadonlySet<string> {
  const links = [...text.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target.replace(/\.vi\.md$/, '.md'));
  return new Set(links.filter(link => !/^(?:README|editors|docs\/editors)\.md$/.test(link)));
}

describe('a page in Vietnamese', () => {
  it.each([
    ['README.md', 'README.vi.md'],
    ['docs/editors.md', 'docs/editors.vi.md'],
  ])('has the commands and examples of the one in English, and as many headings: %s', (english, vietnamese) => {
    const [one, other] = [textOf(english), textOf(vietnamese)];
    expect(codeIn(other)).toEqual(codeIn(one));
    expect(codeIn(one).length).toBeGreaterThan(2);
    expect(other.match(/^## /gm)?.length).toBe(one.match(/^## /gm)?.length);
  });

  it('has the commands, names and links of the one in English in a new project, too', () => {
    const [one, other] = ['README.md', 'README.vi.md'].map(page => textOf(`templates/newsroom/${page}`));
    // The title of an article is translated. Pages for editors are in both languages.
    const codesIn = (text = ''): readonly string[] =>
      [...text.matchAll(/`{1,3}(?:sh)?\s*([^`]+?)\s*`{1,3}/g)].map(([, code = '']) => code.replace(/"[^"]*"/g, '"…"'));
    expect(codesIn(other).toSorted()).toEqual(codesIn(one).toSorted());
    expect(codesIn(one)).toContain('npm install\n   npm start\n   npx --no-install bantin new "…"');
    expect([...linksIn(other ?? '')].toSorted()).toEqual([...linksIn(one ?? '')].toSorted());
    expect(other?.match(/^(?:## |\d\. )/gm)).toEqual(one?.match(/^(?:## |\d\. )/gm));
  });

  it('leads where the one in English leads', () => {
    const missing = [...linksIn(textOf('README.md'))].filter(link => !linksIn(textOf('README.vi.md')).has(link));
    expect(missing).toEqual(['docs/reference.md#scripts']);
  });
});
