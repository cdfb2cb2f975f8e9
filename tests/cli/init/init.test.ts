import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runInit } from '../../../functions/cli/init/init.ts';
import { packPackage } from '../../../functions/cli/package/pack.ts';
import { temporaryDirectory } from '../../stores/temporary-directory.ts';
import { bantin, captureOutput } from '../run.ts';

const ROOT = join(import.meta.dirname, '../../..');
const NOW = Date.parse('2026-11-30T20:00:00Z');
const FLAGS = ['--title', 'Báo Sông Mây', '--url', 'https://bao.example', '--language', 'vi'];
const ANSWERS = { title: 'Báo', url: 'https://bao.example/', language: 'vi', timeZone: 'Asia/Ho_Chi_Minh' };

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(folder, name)).isFile())
    .sort();
}

/** A terminal on which this is typed. */
function terminalWith(lines: string) {
  const [input, output] = [new PassThrough(), new PassThrough()].map(stream => Object.assign(stream, { isTTY: true }));
  input?.write(lines);
  return { input, output, shown: () => String(output?.read() ?? '') } as const;
}

type Terminal = NonNullable<Parameters<typeof runInit>[1]['terminal']>;

/** Packed once, which takes longer than all else of a project. */
const PACKED = packPackage();

async function initOn(terminal: { input: unknown; output: unknown }, folder: string, given = {}) {
  const output = captureOutput();
  const { input, output: shown } = terminal as Terminal;
  await runInit(folder, { ...given, now: NOW, packed: PACKED, terminal: { input, output: shown } });
  return output;
}

const siteOf = (folder: string) => parse(readFileSync(join(folder, 'content/site.yaml'), 'utf8'));

describe('bantin init', () => {
  it('makes a project whose content has no error, and publishes the welcome article and nothing else', async () => {
    const folder = join(temporaryDirectory(), 'bao-song-may');
    const { status, stdout, stderr } = await bantin('init', folder, ...FLAGS, '--time-zone', 'Asia/Ho_Chi_Minh');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('npm install\n  npm start\n');
    expect(siteOf(folder)).toEqual({
      title: 'Báo Sông Mây',
      url: 'https://bao.example/',
      since: new Date().getFullYear(),
      feedsUrl: 'https://feeds.bao.example/',
      language: 'vi',
      timeZone: 'Asia/Ho_Chi_Minh',
    });
    const content = join(folder, 'content');
    const { stdout: checked } = await bantin('check', content, '--json');
    // Its addresses are from examples, and that is all.
    expect(JSON.parse(checked)).toMatchObject({ read: 1, errors: 0, warnings: 2, held: [] });
    const out = join(folder, 'public');
    await bantin('build', content, '--out', out);
    const { items } = JSON.parse(readFileSync(join(out, 'feed.json'), 'utf8'));
    expect(items).toMatchObject([{ title: 'Chào bạn đọc', tags: ['Tòa soạn', 'RSS'] }]);
    expect(items[0].content_html).toContain(`articles/${new Date().getFullYear()}/`);
  });

  it('says which address of feeds it took, or takes the one that it is told', async () => {
    const folder = temporaryDirectory();
    const { stdout } = await bantin('init', folder, ...FLAGS);
    expect(stdout).toContain('Feeds and pages are to be at https://feeds.bao.example/:\n');
    const other = temporaryDirectory();
    await bantin('init', other, ...FLAGS, '--feeds-url', 'tin.bao.example');
    expect(siteOf(other)).toMatchObject({ feedsUrl: 'https://tin.bao.example/' });
    expect(await bantin('init', temporaryDirectory(), '--feeds-url', 'ftp://x')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--feeds-url: expected an address such as https://feeds.bao.example/'),
    });
  });

  it.each(['en', 'vi', 'fr'])('has a welcome article without a warning in %s', async language => {
    const folder = temporaryDirectory();
    await initOn({ input: new PassThrough(), output: new PassThrough() }, folder, {
      ...ANSWERS,
      language,
      url: 'https://tin.vn/',
    });
    const { stdout } = await bantin('check', join(folder, 'content'), '--json', '--now', '2026-12-01T04:00:00Z');
    expect(JSON.parse(stdout)).toMatchObject({ read: 1, problems: [] });
  });

  it('takes a bare host for an address with https', async () => {
    for (const [given, url] of [
      ['bao.vn', 'https://bao.vn/'],
      ['www.báo.vn/tin', 'https://www.xn--bo-mia.vn/tin'],
      ['bao.vn:8080', 'https://bao.vn:8080/'],
      ['http://bao.vn', 'http://bao.vn/'],
    ] as const) {
      const folder = temporaryDirectory();
      await initOn({ input: new PassThrough(), output: new PassThrough() }, folder, { ...ANSWERS, url: given });
      expect(siteOf(folder).url).toBe(url);
    }
    for (const url of ['bao', 'ftp://bao.vn', 'lan@bao.vn', 'một hai.vn'])
      expect((await bantin('init', join(temporaryDirectory(), 'x'), '--url', url)).status).toBe(2);
  });

  it('has what it takes to deploy, and the package that it came from', async () => {
    const folder = temporaryDirectory();
    await initOn({ input: new PassThrough(), output: new PassThrough() }, folder, ANSWERS);
    const { version, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const tarball = `bantin-${version}.tgz`;
    expect(filesIn(folder)).toEqual([
      '.github/workflows/content.yml',
      '.github/workflows/deploy.yml',
      '.gitignore',
      'README.md',
      'app.mjs',
      tarball,
      'cdk.json',
      'content/articles/2026/12/chao-ban-doc.md',
      'content/media/welcome.png',
      'content/site.yaml',
      'package.json',
    ]);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ name: 'bao', private: true, dependencies: { bantin: `file:${tarball}` } });
    for (const name of ['aws-cdk', 'aws-cdk-lib', 'constructs'])
      expect(manifest.devDependencies[name]).toBe(devDependencies[name]);
    expect(readFileSync(join(folder, 'app.mjs'), 'utf8')).toContain("timeZone: 'Asia/Ho_Chi_Minh'");
    const article = readFileSync(join(folder, 'content/articles/2026/12/chao-ban-doc.md'), 'utf8');
    expect(article).toContain('\ndate: 2026-12-01 03:00\n');
    for (const name of filesIn(folder))
      if (name !== tarball) expect(readFileSync(join(folder, name), 'utf8'), name).not.toMatch(/\{\{\w/);
  });

  it.each([
    ['vi', '## Các bước tiếp theo'],
    ['vi-VN', '## Các bước tiếp theo'],
    ['fr', '## Next steps'],
  ])('has a README in the language of its newsroom, else in English: %s', async (language, heading) => {
    const folder = temporaryDirectory();
    await initOn({ input: new PassThrough(), output: new PassThrough() }, folder, { ...ANSWERS, language });
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`\n${heading}\n`);
    expect(filesIn(folder).filter(name => name.startsWith('README'))).toEqual(['README.md']);
  });

  it.each([
    ['vi', '# Trang chủ của tòa soạn'],
    ['fr', '# The home page of the newsroom'],
  ])('has comments in site.yaml in that language, too: %s', async (language, comment) => {
    const folder = temporaryDirectory();
    await initOn({ input: new PassThrough(), output: new PassThrough() }, folder, { ...ANSWERS, language });
    expect(readFileSync(join(folder, 'content/site.yaml'), 'utf8')).toContain(comment);
    expect(siteOf(folder)).toMatchObject({ url: 'https://bao.example/', language, timeZone: 'Asia/Ho_Chi_Minh' });
    expect(filesIn(folder).filter(name => name.includes('site'))).toEqual(['content/site.yaml']);
  });

  it.each([
    ['vi', 'UTC', 'Asia/Ho_Chi_Minh'],
    ['th-TH', 'Etc/UTC', 'Asia/Bangkok'],
    ['ja', 'Europe/Paris', 'Europe/Paris'],
    ['en', 'UTC', 'UTC'],
  ])('takes the usual zone of %s where the machine says %s', async (language, timeZone, wanted) => {
    const folder = temporaryDirectory();
    const given = { title: 'Báo', language, surroundings: { language: 'en', timeZone } };
    const { stdout } = await initOn({ input: new PassThrough(), output: new PassThrough() }, folder, given);
    expect(siteOf(folder)).toMatchObject({ timeZone: wanted });
    const note = `This machine is set to UTC, so dates of articles are read in the usual time zone of the language`;
    expect(stdout.includes(`${note} ${language},\n${wanted}. If`)).toBe(wanted.startsWith('Asia/'));
    const other = temporaryDirectory();
    const told = { ...given, timeZone: 'Asia/Tokyo' };
    const chosen = await initOn({ input: new PassThrough(), output: new PassThrough() }, other, told);
    expect(siteOf(other)).toMatchObject({ timeZone: 'Asia/Tokyo' });
    expect(chosen.stdout).not.toContain(note);
  });

  it('runs commands that there are, as the project has them and never those of a stranger', async () => {
    const folder = temporaryDirectory();
    await initOn({ input: new PassThrough(), output: new PassThrough() }, folder, ANSWERS);
    const { stdout: help } = await bantin('--help');
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const texts = ['.github/workflows/content.yml', '.github/workflows/deploy.yml', 'README.md'].map(name =>
      readFileSync(join(folder, name), 'utf8'),
    );
    const commands = [...Object.values(scripts), ...texts].join('\n').matchAll(/\bbantin (?!is\b|are\b)([a-z]+)/g);
    const named = new Set([...commands].map(([, name]) => name));
    expect(named).toEqual(new Set(['serve', 'check', 'build', 'new', 'status', 'push']));
    for (const name of named) expect(help).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    expect(texts.join('\n')).not.toMatch(/npx (?!--no-install)/);
    for (const [, script = ''] of texts.join('\n').matchAll(/npm (?:run )?(start|check|deploy)\b/g))
      expect(scripts).toHaveProperty(script);
  });

  it('pins actions to the commits that our own workflow runs', () => {
    const pinned = (path: string) =>
      [...readFileSync(join(ROOT, path), 'utf8').matchAll(/uses: (\S+@[0-9a-f]{40} # v\S+)/g)].map(([, uses]) => uses);
    const ours = pinned('.github/workflows/deploy.yml');
    for (const name of ['content.yml', 'deploy.yml']) {
      const theirs = pinned(`templates/newsroom/github/workflows/${name}`);
      expect(theirs.length).toBeGreaterThan(2);
      expect(ours).toEqual(expect.arrayContaining(theirs));
      const uses = readFileSync(join(ROOT, `templates/newsroom/github/workflows/${name}`), 'utf8').match(/uses:/g);
      expect(uses).toHaveLength(theirs.length);
    }
  });

  it('welcomes in English where it has no words of the language, and says so', async () => {
    const folder = temporaryDirectory();
    await initOn({ input: new PassThrough(), output: new PassThrough() }, folder, { ...ANSWERS, language: 'fr-CA' });
    const article = readFileSync(join(folder, 'content/articles/2026/12/welcome.md'), 'utf8');
    expect(article).toContain('\nlanguage: en\n');
    expect(siteOf(folder).language).toBe('fr-CA');
    const english = temporaryDirectory();
    await initOn({ input: new PassThrough(), output: new PassThrough() }, english, { ...ANSWERS, language: 'en-GB' });
    expect(readFileSync(join(english, 'content/articles/2026/12/welcome.md'), 'utf8')).not.toContain('language:');
  });

  it('keeps a title what it is, whatever it holds', async () => {
    for (const title of ['"Báo": #1 [x] {{year}}', "Bao's", '- no', '<b>Báo</b>', '123', '{{date}}']) {
      const folder = temporaryDirectory();
      await initOn({ input: new PassThrough(), output: new PassThrough() }, folder, { ...ANSWERS, title });
      expect(siteOf(folder).title).toBe(title);
    }
  });
});

describe('what bantin init asks', () => {
  it('are four questions on a terminal, of which an empty answer takes what is usual', async () => {
    const folder = join(temporaryDirectory(), 'song_may');
    const terminal = terminalWith('\nhttps://songmay.example/tin\nvi\nAsia/Saigon\n');
    await initOn(terminal, folder);
    expect(siteOf(folder)).toMatchObject({
      title: 'Song may',
      url: 'https://songmay.example/tin',
      language: 'vi',
      // Its name for decades, which Node has not learned.
      timeZone: 'Asia/Ho_Chi_Minh',
    });
    const shown = terminal.shown();
    const questions = [
      'Title of the newsroom (Song may): ',
      'Address of its home page (https://song-may.example/): ',
      'Language (',
      'Time zone (',
    ];
    const places = questions.map(question => shown.indexOf(question));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('is asked again where an answer means nothing', async () => {
    const folder = temporaryDirectory();
    const terminal = terminalWith('no address\nbao.example\nno such\nvi\n');
    await initOn(terminal, folder, { title: 'Báo', timeZone: 'UTC' });
    expect(siteOf(folder)).toMatchObject({
      title: 'Báo',
      url: 'https://bao.example/',
      language: 'vi',
      timeZone: 'UTC',
    });
    const shown = terminal.shown();
    expect(shown).toContain('Expected an address such as https://bao.example/. Address of its home page');
    expect(shown).toContain('Expected a language such as vi or en-GB. Language');
    expect(shown).not.toMatch(/Title|zone/);
  });

  it('leaves nothing behind where the user breaks off', async () => {
    const folder = join(temporaryDirectory(), 'new');
    const terminal = terminalWith('Báo\n');
    terminal.input?.end();
    await expect(initOn(terminal, folder)).rejects.toThrow('stopped; nothing was written');
    expect(existsSync(folder)).toBe(false);
  });

  it('is nothing without a terminal, where what is usual is taken', async () => {
    const folder = join(temporaryDirectory(), 'tin');
    const [input, output] = [new PassThrough(), new PassThrough()];
    await initOn({ input, output }, folder);
    expect(output.read()).toBeNull();
    expect(siteOf(folder)).toMatchObject({ title: 'Tin', url: 'https://tin.example/' });
  });

  it('tells that the usual address is nobody’s, since ids are made of it', async () => {
    const { stdout } = await initOn({ input: new PassThrough(), output: new PassThrough() }, temporaryDirectory());
    expect(stdout).toContain("is nobody's: put the newsroom's own address into content/site.yaml");
    const own = await initOn({ input: new PassThrough(), output: new PassThrough() }, temporaryDirectory(), {
      url: 'https://songmay.vn/',
    });
    expect(own.stdout).not.toContain('nobody');
  });
});

describe('bantin init refuses', () => {
  it('a folder that is not empty, and touches nothing in it', async () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    expect(await bantin('init', folder, ...FLAGS)).toMatchObject({
      status: 2,
      stderr: `bantin: ${folder} is not empty (notes.txt); name a folder that is empty or not there\n`,
    });
    expect(await bantin('init', join(folder, 'notes.txt'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is a file; name a folder that is empty or not there'),
    });
    expect(filesIn(folder)).toEqual(['notes.txt']);
  });

  it('not the folder of a repository that was just made', async () => {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, '.git'));
    expect((await bantin('init', folder, ...FLAGS)).status).toBe(0);
  });

  it.each([
    [['--url', 'bao'], '--url: expected an address such as https://bao.example/, found "bao"'],
    [['--url', 'https://me:secret@bao.example/'], '--url: expected an address'],
    [['--language', 'tiếng Việt'], '--language: expected a language such as vi or en-GB, found "tiếng Việt"'],
    [['--time-zone', 'Hanoi'], '--time-zone: expected a time zone such as Asia/Ho_Chi_Minh, found "Hanoi"'],
    [['--title', ' '], '--title: expected a title such as Báo Sông Mây, found " "'],
  ])('%j', async (args, message) => {
    const folder = join(temporaryDirectory(), 'new');
    const { status, stderr } = await bantin('init', folder, ...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).not.toContain('secret');
    expect(existsSync(folder)).toBe(false);
  });
});
