// The package has no types of its own, and those of others are for an older markdown-it.
declare module 'markdown-it-footnote' {
  import type { MarkdownIt } from 'markdown-it';

  const footnotes: (parser: MarkdownIt) => void;

  export { footnotes as default };
}
