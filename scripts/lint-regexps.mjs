// Regular expressions over text from outside must take time that grows no faster than the text. Every literal of the sources is looked at for the two
// ways in which it could: backtracking that tries the same text again and again, and a search that starts anew at each character of a long run.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { analyse } from 'scslre';

const folders = process.argv.length > 2 ? process.argv.slice(2) : ['functions', 'lib'];

/** Patterns that are asked of short or trusted text alone, each with the reason. */
const ALLOWED = new Map(Object.entries(JSON.parse(readFileSync(new URL('regexps.json', import.meta.url), 'utf8'))));

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(path);
    else if (/\.(?:ts|js)$/.test(entry.name) && !entry.name.endsWith('.d.ts')) yield path;
  }
}

/** The regular expressions of a program: literals, and constants that are given to `RegExp`. */
function* regexpsIn(node) {
  if (Array.isArray(node)) for (const part of node) yield* regexpsIn(part);
  if (!node || typeof node.type !== 'string') return;
  if (node.type === 'Literal' && node.regex) yield { source: node.regex.pattern, flags: node.regex.flags };
  if (node.type === 'NewExpression' && node.callee.name === 'RegExp') {
    const [pattern, flags] = node.arguments.map(textOf);
    if (pattern !== undefined) yield { source: pattern, flags: flags ?? '' };
  }
  for (const value of Object.values(node)) if (value && typeof value === 'object') yield* regexpsIn(value);
}

function textOf(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  if (node.type === 'TaggedTemplateExpression' && node.quasi.expressions.length === 0)
    return node.quasi.quasis[0].value.raw;
  return undefined;
}

let found = 0;
let looked = 0;
for (const path of folders.flatMap(folder => [...filesIn(folder)])) {
  const text = readFileSync(path, 'utf8');
  const { code } = transformSync(text, { loader: path.endsWith('.ts') ? 'ts' : 'js', target: 'es2024' });
  for (const { source, flags } of regexpsIn(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }))) {
    looked += 1;
    if (ALLOWED.has(source)) continue;
    const { reports } = analyse({ source, flags }, { maxReports: 1, reportTypes: { Move: !flags.includes('y') } });
    const [report] = reports;
    if (!report) continue;
    found += 1;
    const line = text.slice(0, Math.max(text.indexOf(source), 0)).split('\n').length;
    const how = report.exponential ? 'exponential' : 'quadratic';
    const what =
      report.type === 'Move'
        ? `a search starts anew within ${report.character}`
        : `${report.type} of ${report.character}`;
    process.stderr.write(
      `${path}:${line}: /${source}/${flags} takes ${how} time (${what}); write it so that it can't, or walk the text\n`,
    );
  }
}
process.stdout.write(`${looked} regular expressions, ${found} that can take more than linear time\n`);
process.exitCode = found > 0 ? 1 : 0;
