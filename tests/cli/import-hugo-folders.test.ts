import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { importFolder } from './importing.ts';
import { bantin, writeInto } from './run.ts';

const toml = (title: string, body = title): string => `+++\ntitle = "${title}"\ndate = 2020-01-02\n+++\n${body}\n`;
const BASE = 'baseURL = "https://bao.example/"\nlanguageCode = "en"\n';
const BOTH = `${BASE}defaultContentLanguage = "en"\n`;

describe('texts of a site of Hugo that are not in content/', () => {
  it.each([
    ['contentDir', { 'hugo.toml': `${BASE}contentDir = "src"\n` }, 'src/posts/a.md'],
    [
      'contentDir in a file of its name',
      { 'config/_default/params.toml': '', 'config.toml': `${BASE}contentdir = "./src/"\n` },
      'src/a.md',
    ],
    ['config/_default', { 'config/_default/languages.toml': '[en]\ncontentDir = "english"\n' }, 'english/posts/a.md'],
    ['a mount', { 'hugo.toml': `${BASE}[[module.mounts]]\nsource = "src"\ntarget = "content/posts"\n` }, 'src/a.md'],
    [
      'a mount of a file',
      { 'hugo.toml': `${BASE}[[module.mounts]]\nsource = "A.md"\ntarget = "content/a.md"\n` },
      'A.md',
    ],
  ])('are read by %s', async (_, config, name) => {
    const { report } = await importFolder({ ...config, [name]: toml('A') });
    expect(report.written.filter(key => key.startsWith('articles/'))).toHaveLength(1);
    expect(report.written.find(key => key.startsWith('articles/'))).toMatch(/^articles\/a(?:\.en)?\.md$/);
  });

  it('have the language and the address of their folder, and what lies beside them', async () => {
    const config = `${BOTH}[languages.en]\ncontentDir = "content-en"\n[languages.vi]\ncontentDir = "content-vi"\n`;
    const { report, text } = await importFolder({
      'hugo.toml': config,
      'content-en/posts/a.md': toml('A', '![p](/p.png)'),
      'content-vi/posts/b.md': toml('B'),
      'content-vi/posts/c/index.md': toml('C', '![p](p.png)'),
      'content-vi/posts/c/p.png': 'p',
      'static/p.png': 'p',
      'content/posts/old.md': toml('Old'),
    });
    expect(text('articles/b.vi.md')).toContain('language = "vi"');
    expect(text('articles/b.vi.md')).toContain('permalink = "/vi/posts/b/"');
    expect(text('articles/a.en.md')).toContain('(/media/p.png)');
    expect(text('articles/c/p.png')).toBe('p');
    const kind = 'file in content/, in whose place the configuration has other folders';
    expect(report.left).toContainEqual({ kind, count: 1, example: 'content/posts/old.md' });
  });

  it('are not read from outside the folder, or of a language that is disabled', async () => {
    const mounts = ['../notes', 'src'].map(source => `[[module.mounts]]\nsource = "${source}"\ntarget = "content"\n`);
    const imported = '[[module.imports]]\npath = "hugo.example/theme"\n[[module.imports.mounts]]\nsource = "words"\n';
    const languages = '[languages.en]\n[languages.vi]\ndisabled = true\n';
    const config = `${BOTH}${mounts.join('')}${imported}target = "content/words"\n${languages}`;
    const { report } = await importFolder({
      'hugo.toml': config,
      ...{ 'src/a.md': toml('A'), 'src/a.vi.md': toml('A'), 'words/w.md': toml('W') },
    });
    expect(report.written).toEqual(['articles/a.md', 'site.yaml']);
    expect(report.problems.filter(({ message }) => message.includes('mounted as'))).toMatchObject([
      { path: expect.stringMatching(/hugo\.toml$/), line: 4, message: expect.stringContaining('../notes') },
      { line: 12, message: expect.stringContaining('is of the module hugo.example/theme') },
    ]);
    expect(report.left).toContainEqual({
      kind: 'text in a language that is disabled',
      count: 1,
      example: 'src/a.vi.md',
    });
  });

  it('are held back by a section that covers them in the folder, or in the tree of the site', async () => {
    const cascade = '+++\n[cascade]\ndraft = true\n+++\n';
    const mounts = '[[module.mounts]]\nsource = "content"\ntarget = "content"\n';
    const config = `${BASE}${mounts}[[module.mounts]]\nsource = "src"\n`;
    const files = {
      'hugo.toml': `${config}target = "content/posts"\n`,
      'src/a.md': toml('A'),
      'content/b.md': toml('B'),
    };
    for (const section of ['src/_index.md', 'content/posts/_index.md']) {
      const { report } = await importFolder({ ...files, [section]: cascade });
      expect(report.drafts).toMatchObject([{ path: 'articles/a.md', why: expect.stringContaining(section) }]);
    }
  });

  it('are said to be missing where there are none', async () => {
    const directory = temporaryDirectory();
    const source = join(directory, 'site');
    writeInto(source, 'hugo.toml', `${BASE}contentDir = "src"\n`);
    writeInto(source, 'x/a.md', toml('A'));
    const { stderr } = await bantin('import', source, '--out', join(directory, 'content'));
    expect(stderr).toContain('is a site of Hugo, but none of its texts was found in src/');
  });
});
