/**
 * Returns the language of the user: that which the environment names (POSIX, section 8.2; an empty variable is none),
 * else that of the system. `en` where neither names one, as with `LANG=C`.
 */
export function systemLanguage(environment: NodeJS.ProcessEnv, locale: string): string {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const named = [LC_ALL, LC_MESSAGES, LANG].find(value => value !== undefined && value !== '') ?? '';
  // `vi_VN.UTF-8@euro`: a language, a country, an encoding, a variant.
  const tag = named.split(/[.@]/, 1)[0]?.replaceAll('_', '-') ?? '';
  return languageIn(tag) ?? languageIn(locale) ?? 'en';
}

function languageIn(tag: string): string | undefined {
  if (tag === '' || tag === 'C' || tag === 'POSIX') return undefined;
  try {
    const { language } = new Intl.Locale(tag);
    return language === 'und' ? undefined : language;
  } catch {
    return undefined;
  }
}
