import { describe, expect, it } from 'vitest';
import { systemLanguage } from '../../../functions/cli/init/system-language.ts';

describe('the language of the user', () => {
  it.each([
    [{ LANG: 'vi_VN.UTF-8' }, 'en-US', 'vi'],
    [{ LC_ALL: '', LC_MESSAGES: 'fr_FR@euro', LANG: 'vi_VN' }, 'en-US', 'fr'],
    [{ LC_ALL: 'km', LANG: 'vi_VN' }, 'en-US', 'km'],
    [{ LANG: 'C.UTF-8' }, 'de-DE', 'de'],
    [{ LANG: 'POSIX' }, 'und', 'en'],
    [{ LANG: 'not a locale' }, 'th', 'th'],
    [{}, 'en-GB', 'en'],
  ])('of %j and the system %s is %s', (environment, locale, language) => {
    expect(systemLanguage(environment, locale)).toBe(language);
  });
});
