import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type BundledPackage, bundledPackages, refOf } from '../../scripts/bundled-packages.ts';
import { isAllowed, NOTICES, noticesOf } from '../../scripts/licences.ts';
import { importedPackages } from '../../scripts/revision.mjs';
import { type Bom, billOf, npmBill } from '../../scripts/sbom.ts';

const ROOT = join(import.meta.dirname, '../..');

let packages: readonly BundledPackage[];
/** The bill of materials by npm, which takes some time. */
let said: Bom;
let bill: Bom;
beforeAll(async () => {
  packages = await bundledPackages();
  said = npmBill();
  bill = billOf(said, packages);
});

describe('what is bundled', () => {
  it('are packages that are imported, packages of these, and nothing that only tests need', () => {
    const names = new Set(packages.map(({ name }) => name));
    for (const name of importedPackages(ROOT)) expect(names).toContain(name);
    // Of the AWS SDK, and of sanitize-html, whose parser of CSS is left out.
    for (const name of ['@smithy/core', 'deepmerge']) expect(names).toContain(name);
    for (const name of ['postcss', 'vitest', 'aws-cdk-lib', 'esbuild', 'tsx']) expect(names).not.toContain(name);
  });
});

describe('package.json', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

  it('has whatever is bundled among what development needs, so that installing Bantin installs nothing else', () => {
    expect(dependencies).toBeUndefined();
    expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining([...importedPackages(ROOT)]));
  });

  it('is renewed by Dependabot with what is bundled apart from the tools', () => {
    const { updates } = parse(readFileSync(join(ROOT, '.github/dependabot.yml'), 'utf8'));
    const npm = updates.find((update: { 'package-ecosystem': string }) => update['package-ecosystem'] === 'npm');
    expect(npm.groups.bundled.patterns).toEqual(importedPackages(ROOT));
  });
});

describe('THIRD-PARTY-NOTICES.txt', () => {
  it('is of the packages that are bundled now; if not: npm run licences', () => {
    expect(readFileSync(NOTICES, 'utf8')).toBe(noticesOf(packages));
  });

  it('names each package', () => {
    const lines = readFileSync(NOTICES, 'utf8').split('\n');
    for (const { name } of packages) expect(lines).toContain(`  ${name}`);
  });

  it('is not made where a licence can not be passed on under MIT', () => {
    const viral = { name: 'viral', version: '1.0.0', license: 'GPL-3.0-only', folder: ROOT };
    expect(() => noticesOf([...packages, viral])).toThrow(/not allowed:\nviral@1\.0\.0: GPL-3\.0-only\n/);
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['Apache-2.0 AND MIT', true],
    ['MIT AND CC-BY-NC-4.0', false],
    ['AGPL-3.0-or-later', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['UNLICENSED', false],
    ['none', false],
  ])('allows %s: %s', (license, allowed) => {
    expect(isAllowed(license)).toBe(allowed);
  });
});

describe('the bill of materials', () => {
  it('is CycloneDX 1.5 of the application', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 });
    expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(bill.metadata.component).toMatchObject({ type: 'application', name: 'bantin' });
  });

  it('has each package that is bundled once, with version, address, digest and licence, and no other', () => {
    expect(bill.components.map(component => component['bom-ref'])).toEqual([...new Set(packages.map(refOf))]);
    for (const { type, name, version, purl, hashes, licenses } of bill.components) {
      expect(type, name).toBe('library');
      expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
      expect(hashes?.[0]).toEqual({ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) });
      expect(licenses, name).toHaveLength(1);
    }
  });

  it('says what needs what, of what it has', () => {
    const refs = [bill.metadata.component['bom-ref'], ...bill.components.map(component => component['bom-ref'])];
    expect(new Set(bill.dependencies.map(({ ref }) => ref))).toEqual(new Set(refs));
    expect(refs).toEqual(expect.arrayContaining(bill.dependencies.flatMap(({ dependsOn = [] }) => dependsOn)));
  });

  it('is the same for the same packages, and has another number for others', () => {
    const later = { ...said, serialNumber: 'urn:uuid:0', metadata: { ...said.metadata, timestamp: 'later' } };
    expect(billOf(later, packages)).toEqual(bill);
    expect(billOf(later, packages.slice(1)).serialNumber).not.toBe(bill.serialNumber);
  });

  it('is not made where something is bundled that package-lock.json does not have', () => {
    const smuggled = { name: 'smuggled', version: '6.6.6', license: 'MIT', folder: ROOT };
    expect(() => billOf(said, [...packages, smuggled])).toThrow(/^smuggled@6\.6\.6: bundled, but not in/);
  });
});

describe('package-lock.json', () => {
  it('has a digest of each package, so that npm ci takes no other bytes', () => {
    const { packages: locked } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly integrity?: string; readonly inBundle?: boolean }>>;
    };
    const [, ...all] = Object.entries(locked);
    expect(all.length).toBeGreaterThan(200);
    for (const [path, { integrity, inBundle }] of all) if (!inBundle) expect(integrity, path).toMatch(/^sha512-/);
  });
});
