/** The oldest Node that Bantin runs on, as `engines` in package.json says: major and minor. */
export const MIN_NODE = [20, 19] as const;

/** Says why this Node can't run Bantin; `undefined` where it can. */
export function nodeProblem(found: string): string | undefined {
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const [minMajor, minMinor] = MIN_NODE;
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return undefined;
  const needed = `Node ${minMajor}.${minMinor} or later is needed`;
  return `${needed}, and this is ${found}; install a newer one from https://nodejs.org/`;
}
