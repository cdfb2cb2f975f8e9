/** Styles of reading pages: those of articles. */
export const READING = `
  :root { --shade: #1c1a1733; }
  @media (prefers-color-scheme: dark) { :root { --shade: #ece7dd40; } }
  @media print { :root { --shade: transparent; } }
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
  .wide {
    overflow-x: auto; overflow-wrap: normal;
    background:
      linear-gradient(to right, var(--paper) 40%, transparent) left / 3rem 100% no-repeat local,
      linear-gradient(to left, var(--paper) 40%, transparent) right / 3rem 100% no-repeat local,
      linear-gradient(to right, var(--shade), transparent) left / 1rem 100% no-repeat,
      linear-gradient(to left, var(--shade), transparent) right / 1rem 100% no-repeat;
  }
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
  @media (max-width: 40rem) {
    table:has(tr > :nth-child(4)) { width: max-content; }
    table:has(tr > :nth-child(4)) :is(th, td) { max-width: 13rem; }
  }
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
  .correction h2, .chapters h2, .end h2 { font: 600 .875rem/1.6 var(--sans); color: var(--accent); }
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
