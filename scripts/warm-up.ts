// Runs the commands that were bundled as a script, on a newsroom made for it, and writes what V8 compiled meanwhile: of
// the commands themselves, or of the threads that they start, which run with other flags. Run by compile-ahead.mjs.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileAhead } from '../functions/cli/package/compiled.ts';

const [folder = '', target = ''] = process.argv.slice(2);
/** So many that a build starts all its threads, and fewer where these do not matter. */
const ARTICLES = target === 'threads' ? 1000 : 300;

const directory = mkdtempSync(join(tmpdir(), 'bantin-warm-up-'));
try {
  const content = join(directory, 'content');
  writeNewsroom(content);
  const script = join(folder, 'commands.cjs');
  // The commands are loaded before they set any, and V8 takes only what was compiled with the same flags.
  if (target === 'commands') createRequire(import.meta.url)('node:v8').setFlagsFromString = () => undefined;
  const { exports, cache } = compileAhead(script);
  const { runBuild, runCheck } = exports as typeof import('../functions/cli/package/compiled-commands.ts');
  const options = { out: join(directory, 'public'), threads: 2 };
  await runBuild(content, options);
  if (target === 'commands') {
    await runCheck(content, {});
    appendFileSync(articleIn(content, 0), '\nThêm một câu.\n');
    await runBuild(content, options);
    writeFileSync(`${script}.cache`, cache());
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function writeNewsroom(content: string): void {
  mkdirSync(join(content, 'articles'), { recursive: true });
  const site = ['title: Báo Mẫu', 'url: https://bao.example/', 'feedsUrl: https://tin.bao.example/', 'since: 2018'];
  writeFileSync(join(content, 'site.yaml'), `${site.join('\n')}\nlanguage: vi\ntimeZone: Asia/Ho_Chi_Minh\n`);
  for (let at = 0; at < ARTICLES; at++) writeFileSync(articleIn(content, at), articleText(at));
}

function articleIn(content: string, at: number): string {
  return join(content, 'articles', `bai-${at}.md`);
}

/** An article with what articles usually have; every tenth has more. */
function articleText(at: number): string {
  const day = new Date(Date.UTC(2026, 0, 1) - at * 3_600_000).toISOString();
  const fields = [`title: "Chợ quê ngày ${at}"`, `date: ${day}`, 'categories: [Đời sống, Tư pháp]'];
  const paragraph = `(BM) - Ngày ${at}, **chợ** họp bên [sông](https://bao.example/song-${at}) từ *sớm*.\n\n`;
  if (at % 10 > 0) return `---\n${fields.join('\n')}\n---\n${paragraph.repeat(5)}`;
  fields.push('summary: Chợ họp từ sớm', 'authors: [Lê Na]', 'tags: [chợ, quê]', 'updated: 2026-02-01');
  const parts = [
    '## Một phiên chợ',
    '- cá\n- rau',
    '> "Đông lắm."',
    '![Chợ](cho.jpg)',
    '| a | b |\n|---|---|\n| 1 | 2 |',
  ];
  const html = '<p>Giá <b>rẻ</b><br>hơn &amp; ngon.</p>';
  return `---\n${fields.join('\n')}\n---\n${paragraph}${parts.join('\n\n')}\n\n${html}\n\n${paragraph}`;
}
