import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatMonth,
  joinNames,
  labelOf,
  labelWithName,
  wordingIn,
  wordingOf,
} from '../../../functions/core/pages/wording.ts';
import { LABELS } from '../../../functions/core/site/labels.ts';

const LANGUAGES = ['en', 'fr', 'id', 'ja', 'km', 'ko', 'lo', 'th', 'vi', 'zh'] as const;

describe.each(LANGUAGES)('the wording in %s', language => {
  const wording = wordingIn(language);

  it('says everything, in NFC, without a space at an end, and each label once but those that mean one thing', () => {
    for (const name of LABELS) {
      expect(wording[name], name).not.toBe('');
      expect(wording[name].trim().normalize('NFC'), name).toBe(wording[name]);
    }
    expect(Object.keys(wording).sort()).toEqual([...LABELS].sort());
  });

  it('names the format, and authors and tags, where it has to, and nowhere else', () => {
    const naming = LABELS.filter(name => wording[name].includes('{'));
    expect(naming).toEqual(['copyAddress', 'subscribeIn', 'authorNamed', 'tagNamed']);
    for (const name of ['copyAddress', 'subscribeIn'] as const)
      expect(labelOf(wording[name], '$& RSS')).toContain('$& RSS');
    for (const name of ['authorNamed', 'tagNamed'] as const)
      expect(labelWithName(wording[name], '$& {name}')).toMatch(/^[^{}]+[:：៖] ?\$& \{name\}$/);
  });

  it('is not the English one, and writes dates and lists in its own way', () => {
    const names = ['Lan', 'Minh', 'Tú'];
    const date = Date.UTC(2026, 10, 28, 5);
    expect(formatDate(date, language, 'Asia/Ho_Chi_Minh', 'long')).toContain('2026');
    expect(formatMonth('2026-11', language)).toContain('2026');
    if (language === 'en') return;
    expect(LABELS.filter(name => wording[name] === wordingIn('en')[name])).toEqual([]);
    expect(joinNames(names, language)).not.toBe(joinNames(names, 'en'));
  });
});

describe('labelWithName', () => {
  it('puts a name behind a label that has no place for it, so that none is lost', () => {
    expect(labelWithName('Chủ đề', 'Giáo dục')).toBe('Chủ đề Giáo dục');
    expect(labelWithName('Bài của {name}', 'An Nhiên')).toBe('Bài của An Nhiên');
  });
});

describe('wordingOf', () => {
  it("has the site's own labels before the usual ones of its language", () => {
    const labels = { vi: { subscribe: 'Đăng ký' }, en: { subscribe: 'Follow' } };
    expect(wordingOf({ language: 'vi-VN', labels }).subscribe).toBe('Đăng ký');
    expect(wordingOf({ language: 'vi-VN', labels }).copy).toBe('Chép');
    expect(wordingOf({ language: 'en', labels }).subscribe).toBe('Follow');
    expect(wordingOf({ language: 'fr', labels }).subscribe).toBe('S’abonner');
    expect(wordingOf({ language: 'eo' })).toBe(wordingIn('en'));
  });
});
