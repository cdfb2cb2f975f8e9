import { describe, expect, it } from 'vitest';
import { renderTranslations } from '../../../../functions/core/pages/parts/translations.ts';

const page = (language: string, isOwn = false) => ({
  language,
  url: `https://feeds.bao.example/articles/${language}/`,
  isOriginal: language === 'vi',
  isOwn,
});

describe('the translations of an article', () => {
  it('are offered to people by the own names of their languages', () => {
    const text = renderTranslations([page('vi'), page('en', true), page('zh-Hant'), page('tlh')])?.markup;
    expect(text).toContain('<a href="https://feeds.bao.example/articles/vi/" hreflang="vi" lang="vi">Tiếng Việt</a>');
    expect(text).toContain('lang="zh-Hant">中文</a> · <a href="https://feeds.bao.example/articles/tlh/"');
    expect(text).toContain('lang="tlh">tlh</a>');
    expect(text).not.toContain('English');
  });

  it('are offered by its own name in any language that newsrooms write', () => {
    const names: readonly (readonly [string, string])[] = [
      ['ga', 'Gaeilge'],
      ['cy-GB', 'Cymraeg'],
      ['it', 'Italiano'],
      ['ku', 'Kurdî'],
      ['ar', 'العربية'],
      ['zu', 'isiZulu'],
    ];
    for (const [language, name] of names)
      expect(renderTranslations([page('vi', true), page(language)])?.markup).toContain(`>${name}</a>`);
  });

  it('are told apart where two languages have one name', () => {
    const text = renderTranslations([page('vi', true), page('en-GB'), page('en-US')])?.markup;
    expect(text).toContain('>English (en-GB)</a>');
    expect(text).toContain('>English (en-US)</a>');
  });

  it('are nothing where the page is alone', () => {
    expect(renderTranslations([page('vi', true)])).toBeUndefined();
    expect(renderTranslations()).toBeUndefined();
  });
});
