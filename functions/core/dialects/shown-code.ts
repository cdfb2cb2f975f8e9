/** Tags that keep what stands between them from being read. */
const RAW_TAG = /\{%-?\s{0,80}(end)?(?:raw|verbatim)\s{0,80}-?%\}/g;

/** Returns code without the tags that keep its templates from being read; one that stands alone is shown itself. */
export function withoutRawTags(code: string): string {
  const ends = [...code.matchAll(RAW_TAG)].map(([, end]) => end !== undefined);
  return ends.includes(true) && ends.includes(false) ? code.replace(RAW_TAG, '') : code;
}

/** Returns a block of code where the marks stand on lines of their own, and a span of code where all is in one line. */
export function fence(inner: string, language: string): string {
  if (!inner.includes('\n')) return `\`\`${inner}\`\``;
  const marks = '`'.repeat(Math.max(3, ...[...inner.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${marks}${/^[\w+#-]+$/.test(language) ? language : ''}${inner.startsWith('\n') ? '' : '\n'}${inner}${marks}`;
}

/** Beginning of a comment, or of what is shown without the tags around it. */
const HIDING = /^\{(?:#|::comment|%-?\s{0,9}(?:comment|#|raw|verbatim)|\{[<%]\s{0,9}comment)/;
/** Maximum length of such a beginning, in UTF-16 code units. */
const MAX_HIDING = 24;

/** Returns true if a comment, or what is shown without the tags around it, begins at an offset. */
export function isHiding(text: string, at: number): boolean {
  return HIDING.test(text.slice(at, at + MAX_HIDING));
}
