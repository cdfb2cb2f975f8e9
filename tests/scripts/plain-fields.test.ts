import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS, functionOptions } from '../../scripts/bundle.mjs';
import { plainFields, withPlainFields } from '../../scripts/plain-fields.mjs';
import { temporaryDirectory } from '../stores/temporary-directory.ts';

const ROOT = join(import.meta.dirname, '../..');
const HELPER = 'Object.defineProperty(e';

/** The parser, and all that it makes of a text: each token with its fields in their order, and the HTML. */
const PARSER = `
  import MarkdownIt from 'markdown-it';
  import footnote from 'markdown-it-footnote';
  const parser = new MarkdownIt({ html: true, linkify: true }).use(footnote);
  export const made = text => JSON.stringify([parser.parse(text, {}), parser.render(text, {})]);
  export const names = [MarkdownIt.Token, MarkdownIt.Ruler, MarkdownIt.StateInline].map(({ name }) => name);`;

interface Parser {
  made(text: string): string;
  readonly names: readonly string[];
}

async function parserWith(plugins: Plugin[]): Promise<{ readonly code: string; readonly parser: Parser }> {
  const outfile = join(temporaryDirectory(), 'parser.mjs');
  const stdin = { contents: PARSER, resolveDir: ROOT };
  await build({ stdin, outfile, plugins, bundle: true, format: 'esm', mainFields: ['module', 'main'] });
  return { code: readFileSync(outfile, 'utf8'), parser: await import(pathToFileURL(outfile).href) };
}

function textsIn(folder: string): readonly (readonly [string, string])[] {
  const paths = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return paths.flatMap(path => (path.endsWith('.md') ? [[path, readFileSync(join(ROOT, folder, path), 'utf8')]] : []));
}

describe('markdown-it with plain fields', () => {
  it('makes the same tokens, field by field, and the same HTML', async () => {
    const [published, plain] = await Promise.all([parserWith([]), parserWith([plainFields])]);
    expect(published.code).toContain(HELPER);
    expect(plain.code).not.toContain(HELPER);
    expect(plain.parser.names).toEqual(published.parser.names);
    const texts = [...textsIn('tests'), ...textsIn('docs')];
    expect(texts.length).toBeGreaterThan(50);
    for (const [path, text] of texts) expect(plain.parser.made(text), path).toBe(published.parser.made(text));
  });

  it('is not made of a build that defines fields in another way', () => {
    expect(withPlainFields('_defineProperty(this, /** Depth. */ "level", 0);', 'a.mjs')).toBe('(this.level = 0);');
    expect(withPlainFields('_defineProperty(Parser, "Token", Token);', 'a.mjs')).toBe('(Parser.Token = Token);');
    for (const other of ['this.level = 0;', '_defineProperty(this, "a", 0); _defineProperty(this, name, 0);'])
      expect(() => withPlainFields(other, 'a.mjs')).toThrow('a.mjs: fields are defined in another way');
  });
});

describe('the bundles', () => {
  it('define no field by a helper', async () => {
    // Its names are as they were written.
    const built = join(ROOT, 'dist');
    const command = readdirSync(built)
      .filter(name => name.endsWith('.js'))
      .map(name => readFileSync(join(built, name), 'utf8'));
    const options = { ...functionOptions('0'), minify: false, write: false } as const;
    const { outputFiles } = await build({ ...options, entryPoints: [FUNCTIONS.publisher] });
    const bundles = [...command, ...outputFiles.map(({ text }) => text)].filter(text => text.includes('MarkdownIt'));
    expect(bundles.length).toBeGreaterThan(1);
    for (const text of bundles) expect(text).not.toMatch(/_defineProperty\d*\(/);
  });
});
