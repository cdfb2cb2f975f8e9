/** Background colour, by colour scheme. */
export const PAPER = { light: '#fdfcf9', dark: '#161513' } as const;

/**
 * Styles of the pages, sent with each page. Fonts are those of the system that have every Vietnamese letter: one that
 * lacks some (Georgia and Palatino on a Mac, Cantarell as `system-ui`) mixes two faces within a word.
 */
const BASE = `
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

const LANDING = `
  h1.name { font-size: clamp(2.1rem, 6.5vw, 4rem); letter-spacing: -.015em; padding-bottom: .25rem; }
  h1.name img { width: clamp(2.5rem, 6vw, 3.5rem); height: clamp(2.5rem, 6vw, 3.5rem); }
  .motto {
    font: italic 1.0625rem/1.6 var(--serif); color: var(--soft); padding-bottom: 1rem; max-width: 44rem;
    margin: 0 auto; text-wrap: balance;
  }
  nav { border-top: 3px double var(--rule); }
  nav ul {
    list-style: none; margin: 0; padding: .3rem 0; display: flex; flex-wrap: wrap; justify-content: center;
    gap: 0 1.6rem;
  }
  nav a {
    display: block; padding: .35rem 0; font-size: .9375rem; text-decoration: none;
    border-bottom: 2px solid transparent;
  }
  nav a:hover { border-color: var(--line); }
  nav [aria-current] { color: var(--accent); font-weight: 600; border-color: currentColor; }

  .section h1 { font-size: clamp(2rem, 5vw, 3rem); letter-spacing: -.01em; }
  .section p { max-width: 42rem; padding-top: .25rem; color: var(--soft); }
  main { display: grid; gap: 2.25rem; padding-top: 2rem; align-content: start; }
  .section { padding-top: .25rem; }
  h2 {
    font: 600 .875rem/1.6 var(--sans); color: var(--accent); padding-bottom: .5rem;
    border-bottom: 1px solid var(--rule);
  }
  .subscribe { font-size: .9375rem; line-height: 1.65; min-width: 0; scroll-margin-top: 1rem; }
  .subscribe p { padding-top: .75rem; color: var(--soft); max-width: 42rem; }
  .subscribe h3 { font: 600 .9375rem/1.6 var(--sans); padding-top: 1.25rem; }
  dl { margin: .5rem 0 0; }
  dt { font-weight: 600; padding-top: .75rem; }
  dd { margin: .35rem 0 0; position: relative; }
  code {
    display: block; font: .8125rem/1.6 var(--mono); background: var(--tint); border: 1px solid var(--line);
    border-radius: 3px;
    padding: .4rem .6rem; -webkit-user-select: all; user-select: all; cursor: text;
  }
  button {
    position: absolute; inset-inline-end: 0; bottom: 100%; margin-bottom: .35rem;
    font: 600 .8125rem/1.2 var(--sans); color: var(--accent); background: none; border: 1px solid var(--line);
    border-radius: 3px;
    padding: .3rem .6rem; cursor: pointer;
  }
  button:hover { background: var(--tint); }
  [hidden] { display: none; }
  .subscribe [role=status] {
    position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%);
    white-space: nowrap;
  }
  .apps { list-style: none; margin: .3rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1rem; }
  .apps a { display: inline-block; min-height: 1.6rem; font-size: .875rem; }
  .each { list-style: none; margin: .25rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; }
  .news { min-width: 0; }
  article {
    display: grid; grid-template-columns: minmax(0, 1fr) auto; position: relative; padding: 1.35rem 0;
    border-bottom: 1px solid var(--line); align-content: start;
  }
  article > * { grid-column: 1; }
  .news > p { padding-top: 1rem; }
  h3 { font-size: 1.1875rem; }
  h3 a, .briefs a { text-decoration: none; }
  h3 a:hover, .briefs a:hover { text-decoration: underline; }
  article a::after { content: ""; position: absolute; inset: 0; }
  article p { padding-top: .3rem; position: relative; z-index: 1; }
  article .by { padding-top: .45rem; }
  .by time:not(:last-child)::after { content: " ·"; }
  .by b { color: var(--accent); font-weight: 600; padding-inline-end: .35em; }
  article img {
    grid-column: 2; grid-row: 1 / span 3; align-self: start; margin: .3rem 0 0; margin-inline-start: 1.25rem;
    width: 6rem;
    aspect-ratio: 3 / 2; object-fit: cover; object-position: 50% 35%; border-radius: 2px;
  }
  h2 + article h3 { font-size: clamp(1.6rem, 3.6vw, 2.25rem); letter-spacing: -.01em; line-height: 1.28; }
  h2 + article p:not(.by) { font-size: 1.125rem; max-width: 42rem; padding-top: .6rem; }
  h2 + article img { grid-column: 1 / -1; grid-row: 1; margin: 0 0 1rem; width: 100%; aspect-ratio: 2; }
  article + h2 { margin-top: 2.25rem; }
  .briefs { list-style: none; margin: 0; padding: 0; columns: 22rem 2; column-gap: 2.5rem; }
  .briefs li { padding: .8rem 0; border-bottom: 1px solid var(--line); break-inside: avoid; line-height: 1.5; }
  .briefs a { font: 600 1rem/1.5 var(--serif); }
  .briefs small { display: block; font-size: .8125rem; color: var(--soft); }
  @media (max-width: 35.99rem) { article > p { grid-column: 1 / -1; } article img { grid-row: 1; } }
  @media (min-width: 36rem) { article img { width: 9rem; } }
  @media (min-width: 62rem) {
    main { grid-template-columns: minmax(0, 1fr) 19rem; column-gap: 3.5rem; }
    .section { grid-column: 1 / -1; }
    .jump { height: 0; padding: 0; }
    .jump a:not(:focus) { position: absolute; left: -100vw; }
    .jump a:focus { position: relative; top: -1rem; background: var(--paper); }
    .subscribe { align-self: start; }
  }
  @media (min-width: 62rem) and (min-height: 48rem) { .subscribe { position: sticky; top: 1.5rem; } }
  @media print {
    main { display: block; }
    button { display: none; }
    .subscribe { position: static; padding-top: 2rem; break-inside: avoid; }
    article { break-inside: avoid; }
    h2 + article img { max-height: 9cm; }
  }`;

const READING = `
  main { padding-bottom: 1rem; }
  article { display: grid; grid-template-columns: minmax(0, 1fr) min(39rem, 100%) minmax(0, 1fr); }
  article > * { grid-column: 2; min-width: 0; }
  article > header { padding: 2.5rem 0 1.75rem; }
  .kicker { font-size: .9375rem; font-weight: 600; padding-bottom: .6rem; }
  .kicker a { color: var(--accent); text-decoration: none; margin-inline-end: .9rem; }
  .kicker a:hover { text-decoration: underline; }
  h1 { font-size: clamp(1.85rem, 5.5vw, 2.75rem); line-height: 1.28; letter-spacing: -.015em; }
  .by { padding-top: 1rem; display: flex; flex-wrap: wrap; gap: 0 1.5em; }
  .author { color: var(--ink); font-weight: 600; font-size: 1rem; flex-basis: 100%; }
  figure { margin: 2rem 0; }
  figure img, figure video, .body > p > img:only-child { display: block; margin: 0 auto; }
  figcaption { font-size: .875rem; line-height: 1.6; color: var(--soft); padding-top: .5rem; }
  article > .lede { grid-column: 1 / -1; width: min(100%, 50rem); margin: 0 auto 2.25rem; }
  .lede img { width: 100%; max-height: 80vh; object-fit: cover; object-position: 50% 35%; }
  audio, video { display: block; width: 100%; max-width: 100%; }
  video { height: auto; background: #000; }
  .body { font: 1.1875rem/1.75 var(--serif); display: flow-root; }
  .body > * { margin: 1.15em 0; }
  .body > :first-child { margin-top: 0; }
  .body :is(h1, h2, h3, h4, h5, h6) { font-size: 1.15em; margin: 2em 0 .6em; line-height: 1.4; letter-spacing: 0; }
  .body :is(h1, h2) { font-size: 1.4em; }
  .body figcaption { font-family: var(--sans); }
  .body :is(ul, ol) { padding-inline-start: 1.4em; }
  .body li { margin: .35em 0; }
  .body li::marker { color: var(--soft); }
  .body dt { font-weight: 600; }
  .body dd { margin-inline-start: 1.4em; }
  .body summary { cursor: pointer; }
  blockquote {
    margin-inline: 0; padding-inline-start: 1.25rem; border-inline-start: 3px solid var(--accent); font-style: italic;
  }
  blockquote p { margin: .6em 0; }
  hr { border: 0; border-top: 1px solid var(--line); width: 6rem; }
  .body > hr { margin: 2.5rem auto; }
  .body > .footnotes-sep { margin: 2.5rem 0 1rem; }
  code, pre, kbd, samp { font: .84em/1.6 var(--mono); background: var(--tint); border-radius: 3px; }
  code, kbd, samp { padding: .1em .3em; }
  pre { padding: 1rem; overflow-x: auto; overflow-wrap: normal; border: 1px solid var(--line); }
  pre code { padding: 0; font-size: 1em; background: none; }
  .wide { overflow-x: auto; overflow-wrap: normal; }
  table {
    border-collapse: collapse; font: .9375rem/1.6 var(--sans); border-block: 1px solid var(--rule); min-width: 60%;
    font-variant-numeric: tabular-nums;
  }
  caption { text-align: start; font-weight: 600; padding-bottom: .5rem; }
  th, td {
    padding: .5rem .9rem; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line);
    min-width: 6.5rem;
  }
  [style] { min-width: 4.5rem; }
  th { border-color: var(--rule); }
  tbody th { border-color: var(--line); }
  tbody:last-child > tr:last-child > * { border-bottom: 0; }
  iframe { display: block; width: 100%; height: auto; aspect-ratio: 16 / 9; border: 0; background: var(--tint); }
  mark { background: #f6e39a; color: #1c1a17; }
  sup, sub { line-height: 0; font-size: .75em; }
  .footnotes, .footnotes-sep + section { font: .9375rem/1.7 var(--sans); color: var(--soft); }
  :target { scroll-margin-top: 2rem; background: var(--tint); }
  .enclosure { padding: 1rem; background: var(--tint); }
  .correction {
    margin: 2rem 0 0; padding: 1rem 1.25rem; background: var(--tint); border-inline-start: 3px solid var(--accent);
    font-size: .9375rem;
  }
  .correction .by { padding-top: .4rem; }
  .correction + :is(.lede, .body) { margin-top: 2rem; }
  .correction h2, .end h2 { font: 600 .875rem/1.6 var(--sans); color: var(--accent); }
  .end { margin-top: 3rem; padding-top: 1.25rem; border-top: 1px solid var(--rule); font-size: .9375rem; }
  .end ul {
    list-style: none; margin: .25rem 0 1.5rem; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem;
  }
  .end .feeds { margin-bottom: .25rem; font-weight: 600; }
  .end .feeds + h2 { padding-top: 1.25rem; }
  .tags li::before { content: "#"; color: var(--soft); }
  @media print {
    .end, audio, video, iframe { display: none; }
    article { display: block; }
    .lede img { max-height: 9cm; }
    .body { font-size: 12pt; line-height: 1.55; }
    .body a { text-decoration-color: #999; }
    .wide, pre { overflow: visible; white-space: pre-wrap; }
  }`;

const BROWSING = `
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

const NOTICE = `
  main { max-width: 36rem; margin: 0 auto; padding: clamp(2.5rem, 10vw, 5rem) 0 3rem; }
  h1 { font-size: clamp(1.85rem, 5vw, 2.75rem); }
  main p:not(.reason) { padding-top: 1rem; }
  h2 { font: 600 .9375rem/1.6 var(--sans); padding: 2.5rem 0 .5rem; border-bottom: 1px solid var(--rule); }
  .reason {
    margin: 1.5rem 0 .5rem; padding: 1rem 1.25rem; background: var(--tint);
    border-inline-start: 3px solid var(--accent);
  }
  .reason b { display: block; font-size: .875rem; color: var(--accent); }`;

/** The style sheet of each kind of page. */
export const STYLES = {
  landing: pack(BASE + LANDING),
  reading: pack(BASE + READING),
  browse: pack(BASE + BROWSING),
  notice: pack(BASE + NOTICE),
} as const;

/** Removes white space that only serves editing. No string and no `calc` above contains any that matters. */
function pack(css: string): string {
  return css
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replaceAll(';}', '}')
    .trim();
}
