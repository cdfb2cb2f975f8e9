import { createHash } from 'node:crypto';
import { DomUtils } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { renderLandingPage } from '../../../functions/core/pages/landing-page.ts';
import { renderNotFoundPage } from '../../../functions/core/pages/not-found-page.ts';
import { PAGE_POLICY } from '../../../functions/core/pages/page-policy.ts';
import { renderReadingPage } from '../../../functions/core/pages/reading-page.ts';
import { parsePage } from './parsed-page.ts';
import { entry, landingOf, readingOf, site } from './samples.ts';

const directives = new Map(
  PAGE_POLICY.split('; ').map(directive => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources];
  }),
);

describe('PAGE_POLICY', () => {
  it('allows the scripts that pages have, as they stand in the page, and no other', () => {
    const hashes = [
      renderLandingPage(landingOf([entry])),
      renderReadingPage(readingOf(entry)),
      renderNotFoundPage(site),
    ]
      .flatMap(markup => parsePage(markup).all('script'))
      .filter(({ attribs }) => attribs.type === undefined)
      .map(script => createHash('sha256').update(DomUtils.textContent(script)).digest('base64'));
    expect(hashes).toHaveLength(1);
    expect(directives.get('script-src')).toEqual(hashes.map(hash => `'sha256-${hash}'`));
  });

  it('allows nothing that it does not name', () => {
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect([...directives.keys()]).toEqual([
      'default-src',
      'script-src',
      'style-src',
      'img-src',
      'media-src',
      'frame-src',
      'base-uri',
      'form-action',
      'frame-ancestors',
    ]);
  });
});
