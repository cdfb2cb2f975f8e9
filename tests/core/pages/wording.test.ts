import { afterEach, describe, expect, it } from 'vitest';
import { formatDate, joinNames, wordingIn } from '../../../functions/core/pages/wording.ts';

const INSTANT = Date.UTC(2018, 11, 6, 18, 5);

describe('wordingIn', () => {
  it('goes by the primary subtag, whatever its case', () => {
    expect(wordingIn('VI-VN')).toBe(wordingIn('vi'));
    expect(wordingIn('en-GB')).toBe(wordingIn('en'));
    expect(wordingIn('vi')).not.toBe(wordingIn('en'));
  });

  it('falls back to English', () => {
    expect(wordingIn('my')).toBe(wordingIn('en'));
  });
});

describe('formatDate', () => {
  const zoneOfProcess = process.env.TZ;
  afterEach(() => {
    if (zoneOfProcess === undefined) delete process.env.TZ;
    else process.env.TZ = zoneOfProcess;
  });

  it('writes the wall clock of the zone, in the language', () => {
    expect(formatDate(INSTANT, 'vi', 'Asia/Ho_Chi_Minh', 'short')).toBe('7 tháng 12, 2018, 01:05');
    expect(formatDate(INSTANT, 'vi', 'Asia/Ho_Chi_Minh', 'long')).toBe('Thứ Sáu, 7 tháng 12, 2018, 01:05 GMT+7');
    expect(formatDate(INSTANT, 'en', 'America/New_York', 'long')).toBe('Thursday, December 6, 2018, 13:05 GMT-5');
    expect(formatDate(INSTANT, 'en-GB', 'UTC', 'short')).toBe('6 December 2018, 18:05');
    expect(formatDate(INSTANT, 'vi', 'Asia/Ho_Chi_Minh', 'day')).toBe('7 tháng 12, 2018');
  });

  it('has no Western comma before the time in Chinese, Japanese and Korean', () => {
    expect(formatDate(INSTANT, 'ja', 'Asia/Tokyo', 'short')).toBe('2018年12月7日 03:05');
    expect(formatDate(INSTANT, 'ja-JP', 'Asia/Tokyo', 'long')).toBe('2018年12月7日金曜日 03:05 GMT+9');
    expect(formatDate(INSTANT, 'zh-Hant-TW', 'Asia/Taipei', 'short')).toBe('2018年12月7日 02:05');
    expect(formatDate(INSTANT, 'ko', 'Asia/Seoul', 'short')).toBe('2018년 12월 7일 03:05');
  });

  it('writes midnight as 00:00', () => {
    expect(formatDate(Date.UTC(2018, 11, 6, 17), 'vi', 'Asia/Ho_Chi_Minh', 'short')).toContain('00:00');
  });

  it('keeps to the calendar and digits of the feeds, and survives a tag that is none', () => {
    expect(formatDate(INSTANT, 'en-u-ca-buddhist-nu-thai', 'UTC', 'short')).toBe('December 6, 2018, 18:05');
    expect(formatDate(INSTANT, 'en-"', 'UTC', 'short')).toBe('December 6, 2018, 18:05');
    expect(formatDate(INSTANT, 'my', 'UTC', 'short')).toBe('December 6, 2018, 18:05');
  });

  it('does not depend on the zone of the process', async () => {
    const written = [];
    for (const zone of ['Pacific/Auckland', 'America/Los_Angeles']) {
      process.env.TZ = zone;
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
      // Afresh, since formatters of the other zone are kept; the module alone, since other tests share the rest.
      const address = `../../../functions/core/pages/wording.ts?zone=${encodeURIComponent(zone)}`;
      const fresh: typeof import('../../../functions/core/pages/wording.ts') = await import(address);
      written.push(fresh.formatDate(INSTANT, 'vi', 'Asia/Ho_Chi_Minh', 'long'));
    }
    expect(new Set(written)).toEqual(new Set(['Thứ Sáu, 7 tháng 12, 2018, 01:05 GMT+7']));
  });
});

describe('joinNames', () => {
  it('joins as the language does', () => {
    expect(joinNames(['Lan', 'Minh', 'Tú'], 'vi')).toBe('Lan, Minh và Tú');
    expect(joinNames(['Lan', 'Minh'], 'eo')).toBe('Lan and Minh');
  });
});
