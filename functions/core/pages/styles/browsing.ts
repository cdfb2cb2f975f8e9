/** Styles of pages that list articles by month, and names by letter. */
export const BROWSING = `
  main { max-width: 44rem; margin: 0 auto; padding: 2rem 0 1rem; }
  .kicker { font-size: .9375rem; font-weight: 600; padding-bottom: .6rem; }
  .kicker a { color: var(--accent); text-decoration: none; margin-inline-end: .9rem; }
  .kicker a:hover { text-decoration: underline; }
  h1 { font-size: clamp(1.85rem, 5vw, 2.75rem); padding-bottom: .5rem; }
  h2 { font: 600 .9375rem/1.6 var(--sans); padding: 2rem 0 .5rem; border-bottom: 1px solid var(--rule); }
  main ul { list-style: none; margin: 0; padding: 0; }
  nav ul, .months, .turns { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
  .months { padding-top: .5rem; }
  .months a, nav a { display: inline-block; min-height: 1.6rem; }
  .briefs li {
    display: grid; grid-template-columns: 3.5rem 1fr; padding: .6rem 0; border-bottom: 1px solid var(--line);
  }
  .briefs time { font-size: .875rem; color: var(--soft); font-variant-numeric: tabular-nums; }
  .briefs a { text-decoration: none; font: 600 1.0625rem/1.45 var(--serif); }
  .briefs a:hover { text-decoration: underline; }
  .turns { padding-top: 1.5rem; justify-content: space-between; }`;
