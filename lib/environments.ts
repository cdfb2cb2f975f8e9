import { fileURLToPath } from 'node:url';
import type { Node } from 'constructs';
import type { NewsroomProps } from './newsroom-props.ts';
import { SETTINGS, type Settings, settingsOf } from './settings.ts';

/**
 * Every environment, by name, and what it has of its own: any prop of a newsroom. `-c environment=NAME` chooses;
 * `-c FIELD=VALUE` overrides a field.
 */
const ENVIRONMENTS: Readonly<Record<string, NewsroomProps>> = {
  production: {},
  staging: { dueMinutes: 15 },
};

/** The sample newsroom of this repository, which `-c seed=sample` deploys, and nothing else does. */
const SAMPLE = fileURLToPath(new URL('../content', import.meta.url));
const SEEDS: Readonly<Record<string, NewsroomProps>> = { sample: { content: SAMPLE }, none: {} };

/** The environment that the context chooses, of these. @throws Error where a name or value means nothing. */
export function readEnvironment(node: Node, environments = ENVIRONMENTS): Settings {
  const name = nameIn(node, 'environment', environments, 'production');
  const seed = nameIn(node, 'seed', SEEDS, 'none');
  const given = SETTINGS.flatMap(field => {
    const value: unknown = node.tryGetContext(field);
    // Also what the command line leaves empty is not given.
    return value === undefined || value === '' ? [] : [[field, value]];
  });
  try {
    return settingsOf(name, { ...environments[name], ...SEEDS[seed], ...Object.fromEntries(given) });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new Error(`${problem}; correct it in lib/environments.ts, or in -c FIELD=VALUE`);
  }
}

/** A name that the context gives, of those that there are. */
function nameIn(node: Node, field: string, known: Readonly<Record<string, object>>, usual: string): string {
  const name: unknown = node.tryGetContext(field) || usual;
  if (typeof name === 'string' && Object.hasOwn(known, name)) return name;
  const remedy = field === 'environment' ? '; add it to lib/environments.ts' : '';
  throw new Error(`${field}: expected one of ${Object.keys(known).join(', ')}, found "${name}"${remedy}`);
}
