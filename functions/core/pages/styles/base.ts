/** Background colour, by colour scheme. */
export const PAPER = { light: '#fdfcf9', dark: '#161513' } as const;

/**
 * Styles that all pages share, sent with each page. Fonts are those of the system that have every Vietnamese letter. A
 * font that lacks some (Georgia and Palatino on a Mac, Cantarell as `system-ui`) mixes two faces within a word.
 */
export const BASE = `
  :root {
    color-scheme: light dark;
    --paper: ${PAPER.light}; --ink: #1c1a17; --soft: #5d574e; --line: #dcd6ca; --rule: #1c1a17; --accent: #9c1f16;
    --tint: #f4f0e7;
    --serif: ui-serif, "Noto Serif", "Source Serif 4", Cambria, "Liberation Serif", "Times New Roman", serif;
    --sans: -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
    --mono: ui-monospace, "Cascadia Mono", Consolas, "Noto Sans Mono", "Liberation Mono", "DejaVu Sans Mono", monospace;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --paper: ${PAPER.dark}; --ink: #ece7dd; --soft: #aaa294; --line: #38342e; --rule: #8b8374; --accent: #f2968a;
      --tint: #211f1b;
    }
  }
  * { box-sizing: border-box; }
  html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
  body {
    margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2.5rem); max-width: 76rem; min-height: 100vh; display: flex;
    flex-direction: column;
    background: var(--paper); color: var(--ink); font: 1.0625rem/1.7 var(--sans); overflow-wrap: anywhere;
  }
  h1, h2, h3, h4, h5, h6 { font-family: var(--serif); line-height: 1.32; margin: 0; text-wrap: balance; }
  p { margin: 0; }
  main { flex: 1 0 auto; width: 100%; }
  a {
    color: inherit; text-decoration-color: var(--accent); text-decoration-thickness: 1px;
    text-underline-offset: .22em;
  }
  a:hover { color: var(--accent); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
  img { max-width: 100%; height: auto; background: var(--tint); }
  .skip {
    position: absolute; left: -100vw; background: var(--ink); color: var(--paper); padding: .6rem 1rem; z-index: 1;
  }
  .skip:focus { left: 1rem; top: 1rem; color: var(--paper); }
  .masthead { padding-top: 1.75rem; border-bottom: 1px solid var(--line); text-align: center; }
  .name { font: 700 1.6rem/1.35 var(--serif); padding-bottom: 1rem; }
  .name a { display: inline-flex; align-items: center; gap: .75rem; text-decoration: none; }
  .name img + span { text-align: start; }
  .name img { width: 2.5rem; height: 2.5rem; object-fit: contain; background: none; flex: none; }
  .jump { padding-bottom: 1.25rem; line-height: 1; }
  .jump a {
    display: inline-flex; align-items: center; gap: .5em; padding: .6rem 1rem; border: 1px solid currentColor;
    border-radius: 2rem;
    color: var(--accent); font-size: .9375rem; font-weight: 600; text-decoration: none;
  }
  .by { font-size: .875rem; color: var(--soft); }
  body > footer {
    margin-top: 4rem; padding: 1.25rem 0 2.5rem; border-top: 3px double var(--rule); font-size: .875rem;
    color: var(--soft);
    display: flex; flex-wrap: wrap; gap: .25rem 2rem; justify-content: space-between;
  }
  @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
  @media print {
    :root { --paper: #fff; --ink: #000; --soft: #333; --line: #999; --rule: #000; --accent: #000; --tint: #fff; }
    @page { margin: 1.8cm; }
    body { display: block; max-width: none; padding: 0; font-size: 11pt; }
    .skip, .jump, nav { display: none; }
    h1, h2, h3 { break-after: avoid; }
    figure, img, table, li { break-inside: avoid; }
  }`;
