// Renews docs/save-to-feed.svg, the animated picture of the README: an article is made while `bantin serve` runs, and
// is in its feed. What the picture shows is what the commands printed, and when (`npm run build` first).
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const BANTIN = join(ROOT, 'dist/bantin.js');
const PORT = 8080;
const COLUMNS = 96;
/** Seconds in which a command is typed, and after which the next one is. */
const [TYPING, PAUSE] = [1, 1.2];
const MAX_WAIT = 30_000;

const place = mkdtempSync(join(tmpdir(), 'bantin-recording-'));
const lines = [];
let now = 0;
try {
  cpSync(join(ROOT, 'content'), join(place, 'content'), { recursive: true });
  await record();
} finally {
  rmSync(place, { recursive: true, force: true });
}
writeFileSync(join(ROOT, 'docs/save-to-feed.svg'), render());

async function record() {
  type('npx --no-install bantin serve content &');
  const server = spawn('node', [BANTIN, 'serve', 'content', '--port', `${PORT}`], { cwd: place });
  const printed = [];
  server.stdout.on('data', text => printed.push(...`${text}`.split('\n').filter(line => line !== '')));
  try {
    await show(printed, /^Open /, line => !line.startsWith('  '));
    type('npx --no-install bantin new "Chợ phiên họp lại" --category "Đời sống"');
    const started = Date.now();
    const made = spawnSync('node', [BANTIN, 'new', 'Chợ phiên họp lại', '--category', 'Đời sống'], { cwd: place });
    const [file = ''] = `${made.stdout}`.split('\n');
    now += (Date.now() - started) / 1000;
    print(file);
    await show(printed, /^rebuilt: /, () => true);
    type(`curl -s http://127.0.0.1:${PORT}/doi-song/rss.xml | grep -A1 "<item>" | head -2`);
    const feed = await (await fetch(`http://127.0.0.1:${PORT}/doi-song/rss.xml`)).text();
    const at = feed.split('\n').findIndex(line => line.includes('<item>'));
    for (const line of feed.split('\n').slice(at, at + 2)) print(line);
  } finally {
    server.kill();
  }
}

/** Waits for a line, and shows what was printed until then. */
async function show(printed, last, isShown) {
  const started = Date.now();
  while (!printed.some(line => last.test(line))) {
    if (Date.now() - started > MAX_WAIT) throw new Error(`bantin serve did not print ${last} in ${MAX_WAIT / 1000} s`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  now += (Date.now() - started) / 1000;
  for (const line of printed.splice(0).filter(isShown)) print(line);
}

function type(command) {
  if (lines.length > 0) now += PAUSE;
  lines.push({ at: now, text: `$ ${command}`, isCommand: true });
  now += TYPING;
}

function print(line) {
  for (let at = 0; at < line.length; at += COLUMNS) lines.push({ at: now, text: line.slice(at, at + COLUMNS) });
}

function render() {
  const [line, margin] = [22, 18];
  const height = lines.length * line + 2 * margin;
  const texts = lines.map(({ at, text, isCommand }, row) => {
    const y = margin + row * line + 15;
    const kind = isCommand ? ' class="c"' : '';
    return `<text${kind} x="${margin}" y="${y}" style="animation-delay:${at.toFixed(2)}s">${escapeText(text)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 ${height}" role="img" aria-labelledby="t">
<title id="t">An article is made while bantin serve runs, and is in its feed</title>
<style>
text{font:14px ui-monospace,Consolas,"Noto Sans Mono","DejaVu Sans Mono",monospace;fill:#d8d2c6}
text{white-space:pre;opacity:0;animation:s .01s forwards}
.c{fill:#f2968a;font-weight:600}
@keyframes s{to{opacity:1}}
@media (prefers-reduced-motion:reduce){text{opacity:1;animation:none}}
</style>
<rect width="860" height="${height}" rx="8" fill="#161513"/>
${texts.join('\n')}
</svg>
`;
}

function escapeText(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
