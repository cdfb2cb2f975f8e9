/** The oldest supported Node, as in `engines` of package.json: major and minor. */
export const MIN_NODE = [20, 19] as const;

/** Returns why this Node can't run Bantin; `undefined` where it can. */
export function nodeProblem(found: string): string | undefined {
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const [minMajor, minMinor] = MIN_NODE;
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return undefined;
  const needed = `Node ${minMajor}.${minMinor} or later is needed`;
  return `${needed}, and this is ${found}; install a newer one from https://nodejs.org/`;
}
