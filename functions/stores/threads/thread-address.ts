/**
 * Returns the address of code that a thread runs: of a module, or of the bundle that has it. Run from its source it
 * needs the loader of TypeScript, which takes eight times as long as a thread does: tests bundle it once, and give its
 * address as `bundled`.
 */
export function threadAddress(address: string, bundled: string | undefined): URL {
  if (!address.endsWith('.ts')) return new URL(address);
  if (bundled !== undefined) return new URL(bundled);
  const [loader, entry] = [import.meta.resolve('tsx/esm/api'), address].map(each => JSON.stringify(each));
  const code = `import { register } from ${loader}; register(); await import(${entry});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
