import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../lib/samples.ts';

/** Pages for people; `content/` and the references are articles, and none of these. */
function pages(): readonly string[] {
  const beside = readdirSync(ROOT).filter(name => name.endsWith('.md'));
  const below = ['docs', 'bench'].flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.md'))
      .map(name => `${folder}/${name}`),
  );
  return [...beside, ...below];
}

const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** Text without code, in which brackets and number signs mean something else. */
function withoutCode(text: string): string {
  return text.replace(/^( *)(`{3,}).*\n[\s\S]*?^\1\2.*$/gm, '').replace(/`[^`\n]*`/g, 'code');
}

/** Returns what the links and pictures of a page lead to. */
function linksIn(text: string): readonly string[] {
  return [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);
}

/** Returns the anchors that a code host makes of the headings of a page. */
function anchorsIn(text: string): ReadonlySet<string> {
  const prose = text.replace(/^( *)(`{3,}).*\n[\s\S]*?^\1\2.*$/gm, '');
  const anchors = new Set<string>();
  for (const [, heading = ''] of prose.matchAll(/^#{1,6} +(.+)$/gm)) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = words
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    let name = anchor;
    for (let count = 1; anchors.has(name); count++) name = `${anchor}-${count}`;
    anchors.add(name);
  }
  return anchors;
}

/** Returns why a link leads nowhere; `undefined` where it leads somewhere, or to the web. */
function problemOf(page: string, link: string): string | undefined {
  if (/^(?:https?|mailto):/.test(link)) return undefined;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path);
  if (relative(ROOT, target).startsWith('..')) return `${page}: ${link} leads out of the repository`;
  if (!existsSync(target)) return `${page}: ${link}: there is no such file`;
  if (anchor === undefined || !target.endsWith('.md') || statSync(target).isDirectory()) return undefined;
  return anchorsIn(readFileSync(target, 'utf8')).has(anchor) ? undefined : `${page}: ${link}: there is no such heading`;
}

/** Paths of sources that a page names in code, with those of a folder that it says they are below. */
function pathsIn(text: string): readonly string[] {
  return [...text.matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`/g)].map(([, path = '']) => path);
}

describe('the documentation', () => {
  it('has links and anchors that lead somewhere, on every page', () => {
    const links = pages().flatMap(page => linksIn(textOf(page)).map(link => [page, link] as const));
    expect(links.length).toBeGreaterThan(100);
    expect(links.flatMap(([page, link]) => problemOf(page, link) ?? [])).toEqual([]);
  });

  it('would be seen to lead nowhere', () => {
    expect(problemOf('docs/reference.md', 'architecture.md')).toBeUndefined();
    expect(problemOf('docs/reference.md', '#siteyaml')).toBeUndefined();
    expect(problemOf('docs/reference.md', '#site-yaml')).toContain('no such heading');
    expect(problemOf('docs/reference.md', 'architecture.md#nowhere')).toContain('no such heading');
    expect(problemOf('README.md', 'docs/nothing.md')).toContain('no such file');
    expect(problemOf('README.md', '../elsewhere.md')).toContain('out of the repository');
    expect(linksIn('[a](b.md) `[c](d.md)`\n\n```sh\n[e](f.md)\n```\n![g](h.jpg)')).toEqual(['b.md', 'h.jpg']);
  });

  it('is reached from README.md', () => {
    const reached = new Set<string>();
    const open = ['README.md'];
    for (let page = open.pop(); page !== undefined; page = open.pop()) {
      reached.add(page);
      for (const link of linksIn(textOf(page))) {
        const path = relative(ROOT, join(ROOT, dirname(page), link.split('#')[0] ?? ''));
        if (path.endsWith('.md') && existsSync(join(ROOT, path)) && !reached.has(path)) open.push(path);
      }
    }
    expect(pages().filter(page => !reached.has(page))).toEqual([]);
  });

  it('keeps README.md to 150 lines and 1,400 words', () => {
    const text = textOf('README.md');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(1400);
  });

  it('says in README.md the two commands that .ci/run goes by', () => {
    const text = textOf('README.md');
    expect(text).toContain('```sh\nnpm ci && npm start\n```');
    expect(text).toContain('```sh\nnpm ci && npm test\n```');
    expect(textOf('.ci/run')).toContain('\nnpm ci && npm test\n');
  });

  it('keeps the glossary to 30 words', () => {
    const [, glossary = ''] = textOf('docs/architecture.md').split('\n## Glossary\n');
    const words = glossary
      .split('\n')
      .filter(line => line.startsWith('| '))
      .slice(2);
    expect(words.length).toBeGreaterThan(20);
    expect(words.length).toBeLessThanOrEqual(30);
  });

  it('names in CONTRIBUTING.md files that are there', () => {
    const paths = pathsIn(textOf('CONTRIBUTING.md')).filter(path => !/NAME|^public\//.test(path));
    expect(paths.length).toBeGreaterThan(40);
    const missing = paths.filter(path => ![path, `functions/${path}`].some(name => existsSync(join(ROOT, name))));
    expect(missing).toEqual([]);
  });
});
