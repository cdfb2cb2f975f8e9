/** Returns a count with its noun: `1 article`, `2 articles`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
