// Writes THIRD-PARTY-NOTICES.txt: whose code is in the command and in the functions, and under which licences. With
// --check it writes nothing, and fails where the file is not what would be written.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addTo } from '../functions/core/groups.ts';
import { type BundledPackage, bundledPackages } from './bundled-packages.ts';

export const NOTICES = join(import.meta.dirname, '../THIRD-PARTY-NOTICES.txt');

/** SPDX identifiers of licences that allow distribution within MIT code, with a notice at most. */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]);

const INTRODUCTION = `Bantin is under the MIT licence (LICENSE). The command and the functions of a
deployment also hold code of these packages. Made by
\`npm run licences\`; versions are in the bill of materials (\`npm run sbom\`).
`;
const RULE = '-'.repeat(78);

/**
 * Returns whether an SPDX expression is allowed: one side of `OR`, and all of `AND`. Nested parentheses and exceptions
 * (`WITH`) are not.
 */
export function isAllowed(license: string): boolean {
  const alternatives = license.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return alternatives.some(all => all.split(' AND ').every(id => ALLOWED.has(id)));
}

/**
 * Returns the notices of packages: a list by licence, and each licence's text once.
 * @throws Error where a licence is not allowed.
 */
export function noticesOf(packages: readonly BundledPackage[]): string {
  const refused = packages.filter(({ license }) => !isAllowed(license));
  if (refused.length > 0) throw new Error(refusal(refused));
  const texts = grouped(packages, textOf);
  const sections = [...texts].map(([text, of]) => `${RULE}\n${names(of).join(', ')}\n\n${text}\n`);
  const list = [...grouped(packages, ({ license }) => license)].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = list.map(
    ([license, of]) =>
      `${license}:\n${names(of)
        .map(name => `  ${name}\n`)
        .join('')}`,
  );
  return [INTRODUCTION, ...lines, ...sections].join('\n');
}

/** `Map.groupBy`, which Node 20 lacks. */
function grouped(packages: readonly BundledPackage[], keyOf: (found: BundledPackage) => string) {
  const groups = new Map<string, BundledPackage[]>();
  for (const found of packages) addTo(groups, keyOf(found), found);
  return groups;
}

function names(packages: readonly BundledPackage[]): readonly string[] {
  return [...new Set(packages.map(({ name }) => name))];
}

/** The licence and notice files of a package. */
function textOf({ folder, license }: BundledPackage): string {
  const files = readdirSync(folder)
    .filter(name => /^(?:licen[cs]e|copying|notice)\b/i.test(name))
    .sort();
  const texts = files.map(name => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
  return texts.length > 0 ? texts.join('\n\n') : `Without a file of its own; package.json says ${license}.`;
}

function refusal(packages: readonly BundledPackage[]): string {
  const found = packages.map(({ name, version, license }) => `${name}@${version}: ${license}`);
  const remedy = 'use another package or, if its licence allows distribution under MIT, add it in scripts/licences.ts';
  return `licences that are not allowed:\n${found.join('\n')}\n${remedy}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const notices = noticesOf(await bundledPackages());
  if (!process.argv.includes('--check')) writeFileSync(NOTICES, notices);
  else if (readFileSync(NOTICES, 'utf8') !== notices) {
    console.error('THIRD-PARTY-NOTICES.txt: not of the packages that are bundled now; run npm run licences');
    process.exitCode = 1;
  }
}
