import { html, raw, type SafeHtml } from './html.ts';

const EVERY_UNSAFE = /[<>&\u2028\u2029]/g;

/**
 * Embeds data for machines (JSON-LD). Inside `<script>` no character reference is read, so what could end the element
 * or open a comment is written as JSON escapes; U+2028 and U+2029 end lines in old JavaScript.
 */
export function jsonLd(data: Readonly<Record<string, unknown>>): SafeHtml {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }).replace(
    EVERY_UNSAFE,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return html`<script type="application/ld+json">${raw(json)}</script>`;
}
