import { describe, expect, it } from 'vitest';
import { importFolder } from './importing.ts';

const toml = (title: string, body = title): string => `+++\ntitle = "${title}"\ndate = 2020-01-02\n+++\n${body}\n`;
const SITE = { 'content/blog/bb.md': toml('B'), 'content/blog/deep/cc.md': toml('C'), 'static/blog/p.png': 'p' };

describe('links that are relative to the address of their page', () => {
  async function linked(link: string, config = '', files: Readonly<Record<string, string>> = {}): Promise<string> {
    const own = { 'content/blog/aa.md': toml('A', `Text ${link} more.`) };
    const { text } = await importFolder(
      { 'hugo.toml': `baseURL = "https://bao.example/"\n${config}`, ...SITE, ...own, ...files },
      '--host-here',
    );
    return /Text (.*) more\./.exec(text('articles/aa.md'))?.[1] ?? '';
  }

  it.each([
    ['[b](../bb/)', '[b](bb.md)'],
    ['[b](../bb)', '[b](bb.md)'],
    ['[b](../bb/?x=1#y)', '[b](bb.md?x=1#y)'],
    ['[b](bb/)', '[b](bb.md)'],
    ['[c](../deep/cc/)', '[c](deep/cc.md)'],
    ['<a href="../bb/">b</a>', '<a href="bb.md">b</a>'],
    ['![p](../p.png)', '![p](/media/blog/p.png)'],
    ['<img src="../p.png">', '<img src="/media/blog/p.png">'],
    ['[d](../dd/)', '[d](../dd/)'],
    ['../bb/', '../bb/'],
  ])('lead on: %s', async (link, expected) => {
    expect(await linked(link)).toBe(expected);
  });

  it('are seen from an address without a slash at its end, too', async () => {
    expect(await linked('[b](bb.html)', 'uglyURLs = true\n')).toBe('[b](bb.md)');
  });

  it('stay where they are the path of a file that is there', async () => {
    const files = { 'content/bb.md': toml('Other'), 'content/blog/p.png': 'q' };
    expect(await linked('[b](../bb.md)', '', files)).toBe('[b](bb.md)');
    expect(await linked('![p](p.png)', '', files)).toBe('![p](p.png)');
  });
});

describe('a picture of a folder', () => {
  const shown = async (reference: string, ...files: readonly string[]): Promise<string> => {
    const own = {
      'hugo.toml': 'baseURL = "https://bao.example/"\n',
      'content/blog/aa.md': toml('A', `![p](${reference})`),
    };
    const { text } = await importFolder({ ...own, ...Object.fromEntries(files.map(name => [name, name])) });
    const [, found = ''] = /\((.*)\)/.exec(text('articles/aa.md')) ?? [];
    return found;
  };

  it.each([
    ['/images/bridge.jpg', 'static/images/Bridge.JPG', '/media/images/Bridge.JPG'],
    ['bridge.jpg', 'content/blog/Bridge.JPG', 'Bridge.JPG'],
    ['/images/a.jpg', 'assets/images/a.jpg', '/media/assets/images/a.jpg'],
  ])('is found as %s, if it is %s', async (reference, name, expected) => {
    expect(await shown(reference, name)).toBe(expected);
  });

  it('is not guessed of two, and is the one of that name first', async () => {
    expect(await shown('/a.jpg', 'static/A.jpg', 'static/a.JPG')).toBe('/a.jpg');
    expect(await shown('/a.jpg', 'static/A.jpg', 'static/a.jpg')).toMatch(/^\/media\/(?:static\/)?a\.jpg$/);
  });
});
