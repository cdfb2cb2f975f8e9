import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { yamlText } from '../../core/import/yaml-text.ts';
import type { Instant } from '../../core/instant.ts';
import { slugify } from '../../core/text/slug.ts';
import { clockOf } from '../output/held-articles.ts';
import type { PackedPackage } from '../package/pack.ts';
import { type PackageManifest, packageRoot, readManifest } from '../package/package-root.ts';
import type { Answers } from './answers.ts';

export interface ProjectOptions extends Answers {
  readonly now: Instant;
  /** The package that the project installs Bantin from. */
  readonly packed: PackedPackage;
}

/** Names of files that npm would leave out of a package, and what they are there. */
const RENAMED: Readonly<Record<string, string>> = { gitignore: '.gitignore', github: '.github' };

/** Files that each language has of its own: the welcome article, where that lies in a month, the README, the site. */
const LANGUAGES = [
  {
    language: 'vi',
    template: 'welcome.vi.md',
    name: 'chao-ban-doc.md',
    readme: 'README.vi.md',
    site: 'content/site.vi.yaml',
  },
  { language: 'en', template: 'welcome.en.md', name: 'welcome.md', readme: 'README.md', site: 'content/site.yaml' },
] as const;
const OF_LANGUAGES: ReadonlySet<string> = new Set(LANGUAGES.flatMap(({ readme, site }) => [readme, site]));

/** Returns the files of a new project, by path. */
export function filesOfProject(options: ProjectOptions): ReadonlyMap<string, Uint8Array> {
  const { language, timeZone, now, packed } = options;
  const date = clockOf(timeZone)(now);
  const welcome = LANGUAGES.find(({ language: own }) => own === primaryOf(language)) ?? LANGUAGES[1];
  const welcomeKey = `articles/${date.slice(0, 7).replace('-', '/')}/${welcome.name}`;
  const values = {
    ...valuesOf(options, date),
    welcomeKey,
    languageLine: welcome.language === primaryOf(language) ? '' : `language: ${welcome.language}\n`,
  };
  const files = new Map<string, Uint8Array>();
  const add = (path: string, text: string) => files.set(path, Buffer.from(text));
  for (const [path, bytes] of templates()) {
    const text = (): string => filled(bytes.toString(), values);
    if (path === `content/${welcome.template}`) add(`content/${welcomeKey}`, text());
    else if (path === welcome.readme) add('README.md', text());
    else if (path === welcome.site) add('content/site.yaml', text());
    else if (path.startsWith('content/media/')) files.set(path, bytes);
    else if (!path.startsWith('content/welcome.') && !OF_LANGUAGES.has(path)) add(path, text());
  }
  add('package.json', `${JSON.stringify(manifestOf(options), undefined, 2)}\n`);
  return files.set(packed.name, packed.bytes);
}

function valuesOf({ title, url, feedsUrl, language, timeZone, packed }: ProjectOptions, date: string) {
  return {
    title,
    titleYaml: yamlText(title),
    titleMarkdown: title.replace(/[\\`*_{}[\]<>#]/g, '\\$&'),
    url: addressText(url),
    feedsUrl: addressText(feedsUrl),
    languageYaml: yamlText(language),
    timeZone,
    date,
    year: date.slice(0, 4),
    tarball: packed.name,
  };
}

/** Addresses that have nothing that YAML takes for its own stand as people write them. */
function addressText(url: string): string {
  return /^https?:\/\/[\w./~-]+$/.test(url) ? url : yamlText(url);
}

/** Versions of the CDK are those that Bantin is tested with. */
function manifestOf({ title, packed }: ProjectOptions): object {
  const { devDependencies }: PackageManifest = readManifest();
  const cdk = ['aws-cdk', 'aws-cdk-lib', 'constructs'];
  return {
    name: slugify(title) || 'newsroom',
    private: true,
    type: 'module',
    scripts: {
      start: 'bantin serve',
      check: 'bantin check',
      push: 'bantin push --stack bantin-production-publisher',
      deploy: 'cdk deploy --all',
    },
    dependencies: { bantin: `file:${packed.name}` },
    devDependencies: Object.fromEntries(cdk.map(name => [name, devDependencies[name]])),
  };
}

function primaryOf(language: string): string {
  return new Intl.Locale(language).language;
}

/** The templates, by the path that they have in a project. */
function templates(): readonly (readonly [string, Buffer])[] {
  const root = join(packageRoot(), 'templates/newsroom');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return files.map(({ parentPath, name }) => {
    const file = join(parentPath, name);
    const parts = file.slice(root.length + 1).split(/[/\\]/);
    return [parts.map(part => RENAMED[part] ?? part).join('/'), readFileSync(file)];
  });
}

/** Puts values in the place of `{{name}}`; expressions of GitHub have spaces, and stay. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`{{${name}}}: the template asks for what there is not`);
    return value;
  });
}
