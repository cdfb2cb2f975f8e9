import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Returns the revision of a build: 16 hexadecimal digits that change with the code under functions/ and with the
 * packages that it is bundled with, and with nothing else. Feeds that another revision wrote are written anew.
 */
export function revisionOf(root) {
  const hash = createHash('sha256');
  const imported = new Set();
  for (const path of sourceFiles(root)) {
    const text = readText(join(root, path));
    hash.update(`${path}\0`);
    hash.update(`${text}\0`);
    for (const name of packagesIn(text)) imported.add(name);
  }
  for (const entry of installed(imported, join(root, 'package-lock.json'))) hash.update(`${entry}\0`);
  return hash.digest('hex').slice(0, 16);
}

/** Names of the packages that the sources under functions/ import. */
export function importedPackages(root) {
  return [...new Set(sourceFiles(root).flatMap(path => packagesIn(readText(join(root, path)))))].sort();
}

function sourceFiles(root) {
  return readdirSync(join(root, 'functions'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(?:ts|js|mjs|json)$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** Git may check text out with other line ends on another system. */
function readText(path) {
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
}

/** As the formatter lays imports out: the statement, or its last line, ends with the specifier. */
const IMPORTS = /^(?:(?:import|export) .*|\}) from '([^']+)';$|^import '([^']+)';$|\bimport\('([^']+)'\)/gm;

function packagesIn(text) {
  return [...text.matchAll(IMPORTS)]
    .map(([, from, alone, dynamic]) => from ?? alone ?? dynamic)
    .filter(specifier => !/^(?:\.|node:)/.test(specifier))
    .map(specifier => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)[0]);
}

/** Packages by these names, and all that they bring along, with their versions. */
function installed(names, lockFile) {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
  const found = new Set();
  const add = (name, from) => {
    const path = placeOf(name, from, packages);
    if (path === undefined || found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies, peerDependencies } = packages[path];
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
      add(needed, path);
  };
  for (const name of names) add(name, '');
  return [...found].map(path => `${path}@${packages[path].version}`).sort();
}

/** Finds a package that another one imports: in its own folder first, then further out. */
function placeOf(name, from, packages) {
  const folders = from.split('/node_modules/').map((_, index, parts) => parts.slice(0, parts.length - index));
  const places = [
    ...folders.map(parts => `${parts.join('/node_modules/')}/node_modules/${name}`),
    `node_modules/${name}`,
  ];
  return places.find(path => packages[path] !== undefined);
}
