/** Styles of pages without an article: withdrawn articles, and addresses that do not exist. */
export const NOTICE = `
  main { max-width: 36rem; margin: 0 auto; padding: clamp(2.5rem, 10vw, 5rem) 0 3rem; }
  h1 { font-size: clamp(1.85rem, 5vw, 2.75rem); }
  main p:not(.reason) { padding-top: 1rem; }
  h2 { font: 600 .9375rem/1.6 var(--sans); padding: 2.5rem 0 .5rem; border-bottom: 1px solid var(--rule); }
  .reason {
    margin: 1.5rem 0 .5rem; padding: 1rem 1.25rem; background: var(--tint);
    border-inline-start: 3px solid var(--accent);
  }
  .reason b { display: block; font-size: .875rem; color: var(--accent); }`;
