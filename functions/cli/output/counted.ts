/** Returns a count with its noun: `1 article`, `2 articles`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Returns a count of articles whose date is to come: `1 waiting for its date`, `2 waiting for their date`. */
export function waitingFor(count: number): string {
  return `${count} waiting for ${count === 1 ? 'its' : 'their'} date`;
}
