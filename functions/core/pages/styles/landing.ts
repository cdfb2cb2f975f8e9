/** Styles of landing pages: those of feeds. */
export const LANDING = `
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
