/** A length in bytes, where it is one. */
export function enclosureLength(text: string | undefined): { readonly length?: number } {
  const length = /^\s*\d{1,15}\s*$/.test(text ?? '') ? Number(text) : 0;
  return length > 0 ? { length } : {};
}
