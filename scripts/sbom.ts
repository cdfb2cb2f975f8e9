// Prints a bill of materials (CycloneDX 1.5, JSON) of what is in the command and in the functions of a deployment.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BundledPackage, bundledPackages, refOf } from './bundled-packages.ts';

/** CycloneDX document, as far as it is read here. */
export interface Bom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly metadata: {
    readonly component: Component;
    readonly [field: string]: unknown;
  };
  readonly components: readonly Component[];
  readonly dependencies: readonly Dependency[];
}

export interface Component {
  readonly 'bom-ref': string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly unknown[];
  readonly properties?: readonly unknown[];
}

interface Dependency {
  readonly ref: string;
  readonly dependsOn?: readonly string[];
}

/**
 * Returns npm's bill of materials, reduced to what is bundled: npm lists what is installed, and its `--omit dev` leaves
 * out what packages for development need as well. The same packages give the same bytes: there is no time, and the
 * serial number follows from the content.
 * @throws Error where a bundled package is not in npm's bill.
 */
export function billOf(all: Bom, packages: readonly BundledPackage[]): Bom {
  const refs = new Set(packages.map(refOf));
  const components = all.components.filter(component => refs.has(component['bom-ref'])).map(asBundled);
  const missing = [...refs].filter(ref => !components.some(component => component['bom-ref'] === ref));
  if (missing.length > 0)
    throw new Error(`${missing.join(', ')}: bundled, but not in package-lock.json; run npm install`);
  const root = all.metadata.component['bom-ref'];
  const { timestamp: _, ...metadata } = all.metadata;
  const bill = {
    ...all,
    metadata: { ...metadata, component: { ...all.metadata.component, type: 'application', name: 'bantin' } },
    components: components.sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)),
    dependencies: all.dependencies
      .filter(({ ref }) => ref === root || refs.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(on => refs.has(on)).sort() }))
      .sort((a, b) => (a.ref < b.ref ? -1 : 1)),
  };
  return { ...bill, serialNumber: serialNumberOf({ ...bill, serialNumber: '' }) };
}

/** Drops npm's properties: they say where a package was found, and that some of the bundled are for development. */
function asBundled({ properties: _, ...component }: Component): Component {
  return component;
}

/** A name-based UUID (RFC 9562, section 5.8) of the content. */
function serialNumberOf(bill: object): string {
  const hex = createHash('sha256').update(JSON.stringify(bill)).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}

/** Returns the bill of materials of this folder as npm makes it, of everything that package-lock.json lists. */
export function npmBill(): Bom {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
  return JSON.parse(
    execFileSync('npm', args, { cwd: join(import.meta.dirname, '..'), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(JSON.stringify(billOf(npmBill(), await bundledPackages()), undefined, 2));
