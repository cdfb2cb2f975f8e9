import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Which build this is: 16 hexadecimal digits that change with the code under functions/ and with the packages that it
 * is bundled with, and with nothing else. Feeds that another revision wrote are written anew.
 */
export function revisionOf(root) {
  const hash = createHash('sha256');
  for (const path of sourceFiles(root)) {
    hash.update(`${path}\0`);
    hash.update(`${readText(join(root, path))}\0`);
  }
  for (const entry of runtimePackages(join(root, 'package-lock.json'))) hash.update(`${entry}\0`);
  return hash.digest('hex').slice(0, 16);
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

/** What is installed for development only can't change what a reader gets. */
function runtimePackages(lockFile) {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path, { version }]) => `${path}@${version}`)
    .sort();
}
