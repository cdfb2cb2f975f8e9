import { readFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';

/** Returns the places in which most of the time is spent: the project's function, and what it calls. At most three. */
export async function profile(run: () => Promise<unknown>): Promise<readonly string[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  await run();
  const { profile: taken } = await session.post('Profiler.stop');
  session.disconnect();
  return hottest(taken);
}

function hottest({ nodes, samples = [] }: Profiler.Profile): readonly string[] {
  const moduleAt = modules();
  const byId = new Map(nodes.map(node => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map(child => [child, id])));
  const counts = new Map<string, number>();
  const own = (id: number | undefined): string | undefined => {
    const frame = id === undefined ? undefined : byId.get(id)?.callFrame;
    const path = frame && moduleAt(frame);
    return path?.startsWith('functions/') ? `${path} ${frame?.functionName}` : undefined;
  };
  for (const id of samples) {
    const frame = byId.get(id)?.callFrame;
    if (!frame || /^\((?:idle|program|root)\)$/.test(frame.functionName)) continue;
    let owner: number | undefined = id;
    while (owner !== undefined && !own(owner)) owner = parents.get(owner);
    const place = `${own(owner) ?? '?'} > ${frame.functionName || '(anonymous)'}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a).slice(0, 3);
  return sorted.map(([place, count]) => `${place} ${Math.round((100 * count) / samples.length)} %`);
}

/**
 * Returns a function that finds the source file of a place in the bundle: the bundler names each file above its code.
 */
function modules(): (frame: Profiler.ProfileNode['callFrame']) => string | undefined {
  const lines = readFileSync(fileURLToPath(import.meta.url), 'utf8').split('\n');
  let module = '';
  const byLine = lines.map(line => {
    module = /^\s*\/\/ (?:\S*\/)?((?:functions|tests|node_modules)\/\S+)$/.exec(line)?.[1] ?? module;
    return module;
  });
  return ({ url, lineNumber }) => (url === import.meta.url ? byLine[lineNumber] : undefined);
}
