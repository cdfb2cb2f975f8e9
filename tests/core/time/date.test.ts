import { describe, expect, it } from 'vitest';
import { formatInstant, parseDate } from '../../../functions/core/time/date.ts';
import { instantOf, wallClockAt, zoneNamed } from '../../../functions/core/time/zone.ts';

const hanoi = zoneNamed('Asia/Ho_Chi_Minh');
const newYork = zoneNamed('America/New_York');

function read(text: string, language = 'vi', zone = hanoi): string {
  const parsed = parseDate(text, zone, language);
  return 'instant' in parsed ? formatInstant(parsed.instant) : parsed.problem;
}

describe('parseDate', () => {
  it.each([
    ['2018-12-07', '2018-12-06T17:00:00Z'],
    ['\u00a0 2018-12-07\u00a008:30:00 \u200b', '2018-12-07T01:30:00Z'],
    ['2018-12-07 08:30', '2018-12-07T01:30:00Z'],
    ['2018-12-07T08:30:15.250', '2018-12-07T01:30:15.250Z'],
    ['2018-12-07T08:30:00+07:00', '2018-12-07T01:30:00Z'],
    ['2018-12-07T08:30:00Z', '2018-12-07T08:30:00Z'],
    ['2018-12-07 08:30 -0330', '2018-12-07T12:00:00Z'],
    ['2018-12-07 08:30:00 UTC', '2018-12-07T08:30:00Z'],
    ['2018-12-07 08:30:00 UTC+07:00', '2018-12-07T01:30:00Z'],
    ['2018-12-07 08:30 gmt', '2018-12-07T08:30:00Z'],
    ['2018/12/07', '2018-12-06T17:00:00Z'],
    ['07/12/2018', '2018-12-06T17:00:00Z'],
    ['7.12.2018 8h30', '2018-12-07T01:30:00Z'],
    ['07-12-2018, 08:30:05', '2018-12-07T01:30:05Z'],
    ['2020-02-29', '2020-02-28T17:00:00Z'],
    ['2023-01-01 10:00:00 -0800', '2023-01-01T18:00:00Z'],
    ['2023-01-01 10:00:00 PST', '2023-01-01T18:00:00Z'],
    ['2023-01-01 10:00 EST', '2023-01-01T15:00:00Z'],
    ['2023-01-01 10:00:00 ICT', '2023-01-01T03:00:00Z'],
    ['2023-01-01 10:00 CEST', '2023-01-01T08:00:00Z'],
    ['2023-01-01T10:00:00 PM', '2023-01-01T15:00:00Z'],
    ['2023/1/1 12:05 a.m. UTC', '2023-01-01T00:05:00Z'],
    ['31/12/2023, 8:30pm', '2023-12-31T13:30:00Z'],
    ['2023-01-01 10:00:00 +0700 (ICT)', '2023-01-01T03:00:00Z'],
    ['1764579600', '2025-12-01T09:00:00Z'],
    ['1764579600.5', '2025-12-01T09:00:00.500Z'],
    ['1764579600250', '2025-12-01T09:00:00.250Z'],
  ])('reads %s', (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it.each([
    ['de', '02.01.2026 08:30', '2026-01-02T01:30:00Z'],
    ['fr-FR', '02/01/2026', '2026-01-01T17:00:00Z'],
    ['pt-BR', '13/01/2026', '2026-01-12T17:00:00Z'],
    ['es-MX', '02/01/2026', '2026-01-01T17:00:00Z'],
    ['vi', '02/03/2026 10:30 PM', '2026-03-02T15:30:00Z'],
    ['de', '02/15/2026 10:30 PM', '2026-02-15T15:30:00Z'],
    ['en', '16/12/2023', '2023-12-15T17:00:00Z'],
  ])('has the day first where people who write %s have it so: %s', (language, text, instant) => {
    expect(read(text, language)).toBe(instant);
  });

  it.each(['de', 'fr-FR', 'vi', 'vi-VN'])('asks what is meant by a day with the month first alone in %s', language => {
    expect(read('02/15/2026', language)).toContain(
      'the day comes first here; if 15 February is meant, write 2026-02-15',
    );
  });

  it.each(['02/03/2026 10:30 PM', '02.03.2026, 10:30 a.m.', '10:30 PM 02/03/2026', ' 02/03/2026 10:30pm UTC '])(
    'takes a date with AM or PM for none with the day first: %s',
    text => expect(read(text, 'de')).toContain('may be the 2/3 or the 3/2'),
  );

  it.each(['en', 'en-GB', 'fr-CA', 'es-Latn-US', 'zh', 'x', '', 'Deutsch'])('guesses no day in "%s"', language => {
    expect(read('02.01.2026 08:30', language)).toContain('"02.01.2026 08:30" may be the 2/1 or the 1/2');
  });

  it.each([
    ['tomorrow', 'is not a date'],
    ['202512010900', 'is not a date'],
    ['2764579600', 'is not a date'],
    ['2018-12', 'is not a date'],
    ['2018-12/07', 'is not a date'],
    ['2019-02-29', 'calendar'],
    ['31/04/2018', 'calendar'],
    ['2018-13-01', 'calendar'],
    ['0099-01-01', '"0099-01-01" has the year 0099, before 1000; write the year that is meant, such as'],
    ['0226-11-20', 'has the year 0226'],
    ['0226-11-20T08:30:00Z', 'has the year 0226'],
    ['0226-02-30', 'has the year 0226'],
    ['20/11/0226 08:30', 'has the year 0226'],
    ['20 Nov 0226', 'has the year 0226'],
    ['20 tháng 11 năm 0226', 'has the year 0226'],
    ['2018-12-07 24:00', 'no clock'],
    ['2018-12-07 08:60', 'no clock'],
    ['2018-12-07T08:30:00+19:00', 'offset'],
    ['2018-12-07 25:00 PM', 'is not a date'],
    ['2018-12-07 08:30 IST', 'is not a date'],
    ['2018-12-07T08:30:00+07:75', 'offset'],
    ['x'.repeat(500), '…'],
  ])('tells what is wrong with %s, and the mend', (text, message) => {
    expect(read(text)).toContain(message);
    expect(read(text)).toContain('2026-12-07 08:30');
  });

  it('takes the day first in Vietnamese, and does not guess in other languages', () => {
    expect(read('05/06/2018', 'vi')).toBe('2018-06-04T17:00:00Z');
    expect(read('05/06/2018', 'en')).toContain('may be');
    expect(read('13/06/2018', 'en')).toBe('2018-06-12T17:00:00Z');
    expect(read('06/13/2018', 'en')).toBe('2018-06-12T17:00:00Z');
    expect(read('06/06/2018', 'en')).toBe('2018-06-05T17:00:00Z');
  });

  it.each([
    ['28 tháng 11 năm 2026', '2026-11-27T17:00:00Z'],
    ['ngày 28 tháng 11 năm 2026', '2026-11-27T17:00:00Z'],
    ['Ngày 28 tháng Mười Một, 2026 lúc 9h30', '2026-11-28T02:30:00Z'],
    ['28 tháng tư 2026', '2026-04-27T17:00:00Z'],
    ['28 tháng 2/2026', '2026-02-27T17:00:00Z'],
    ['Tháng Mười Một 28, 2026', '2026-11-27T17:00:00Z'],
    ['Tháng 5 6, 2026 09:30', '2026-05-06T02:30:00Z'],
    ['9h30 28/11/2026', '2026-11-28T02:30:00Z'],
    ['9h ngày 28/11/2026', '2026-11-28T02:00:00Z'],
    ['9:30 28/11/2026', '2026-11-28T02:30:00Z'],
    ['09:30:15, Thứ Bảy, 28/11/2026', '2026-11-28T02:30:15Z'],
    ['28/11/2026 9:30', '2026-11-28T02:30:00Z'],
    ['28/11/2026 - 09:30', '2026-11-28T02:30:00Z'],
    ['28/11/2026 | 09:30 GMT+7', '2026-11-28T02:30:00Z'],
    ['28/11/2026 09:30 GMT+9', '2026-11-28T00:30:00Z'],
    ['28/11/2026, 09:30 (GMT+9)', '2026-11-28T00:30:00Z'],
    ['Thứ Bảy, 28/11/2026, 09:30 (GMT+7)', '2026-11-28T02:30:00Z'],
    ['thứ bảy, ngày 28/11/2026 - 09:30', '2026-11-28T02:30:00Z'],
    ['Thu bay, 28/11/2026', '2026-11-27T17:00:00Z'],
    ['Chủ nhật, 29/11/2026', '2026-11-28T17:00:00Z'],
    ['CN, 29.11.2026, 9 giờ 5 phút', '2026-11-29T02:05:00Z'],
    ['3 giờ chiều 28/11/2026', '2026-11-28T08:00:00Z'],
    ['28/11/2026 9h30 tối', '2026-11-28T14:30:00Z'],
    ['28/11/2026 19h tối', '2026-11-28T12:00:00Z'],
    ['28/11/2026 1h trưa', '2026-11-28T06:00:00Z'],
    ['28/11/2026 11h30 trưa', '2026-11-28T04:30:00Z'],
    ['28/11/2026 9h30 sáng', '2026-11-28T02:30:00Z'],
    ['9:30 PM 28/11/2026', '2026-11-28T14:30:00Z'],
  ])('reads %s, as newspapers in Vietnam write it', (text, instant) => {
    expect(read(text)).toBe(instant);
    expect(read(text.normalize('NFD'))).toBe(instant);
    expect(read(text, 'en')).toBe(instant);
  });

  it('takes the day first where there are words of Vietnamese, and does not guess by digits alone', () => {
    expect(read('Thứ Sáu, 05/06/2026', 'en')).toBe('2026-06-04T17:00:00Z');
    expect(read('ngày 5/6/2026', 'en')).toBe('2026-06-04T17:00:00Z');
    expect(read('9 giờ 5/6/2026', 'en')).toBe('2026-06-05T02:00:00Z');
    expect(read('9h chiều 5/6/2026', 'vi')).toContain('has an hour that its part of the day has not');
    expect(read('4h chiều 5/6/2026', 'en')).toBe('2026-06-05T09:00:00Z');
    expect(read('9h30 05/06/2026', 'en')).toContain('may be');
    expect(read('5/6', 'en')).toBe(
      '"5/6" says no year, and either number may be the month; write YYYY-06-05 or YYYY-05-06, with the year',
    );
    expect(read('28/11', 'en')).toContain('says no year; write YYYY-11-28, with');
    expect(read('9h30 05/06/2026', 'vi')).toBe('2026-06-05T02:30:00Z');
  });

  it.each([
    ['12h đêm 28/11/2026', 'has a time that may be one of two; write it as'],
    ['28/11/2026 12h đêm', 'has a time that may be one of two'],
    ['28/11/2026 5h tối', 'has an hour that its part of the day has not'],
    ['28 tháng Chạp 2026', 'has a month of the lunar calendar'],
    ['ngày 2 tháng Giêng, 2026', 'has a month of the lunar calendar'],
    ['28 tháng xyz 2026', 'is not a date'],
    ['28 tháng 11', 'is not a date'],
    ['28/11', '"28/11" says no year; write YYYY-11-28, with the year in place of YYYY'],
    ['11/28', '"11/28" says no year; write YYYY-11-28, with the year in place of YYYY'],
    ['5/6', '"5/6" says no year; write YYYY-06-05'],
    ['29.2', 'write YYYY-02-29'],
    ['30/2', 'is not a date'],
    ['31 tháng 11 năm 2026', 'calendar'],
    ['28 tháng 13 năm 2026', 'calendar'],
    ['5 tháng 13 năm 2026', 'is a day that the calendar does not have; write a day that it has, such as'],
    ['31/13/2026', 'is a day that the calendar does not have; write a day that it has, such as'],
    ['11/30/2026', 'does not have, since the day comes first here; if 30 November is meant, write 2026-11-30'],
    ['02/29/2028 08:30', 'the day comes first here; if 29 February is meant, write 2028-02-29'],
    ['9h30 11/30/2026', 'the day comes first here; if 30 November is meant, write 2026-11-30'],
    ['11-30-2026 08:30', 'the day comes first here; if 30 November is meant, write 2026-11-30'],
    ['02/30/2026', 'is a day that the calendar does not have; write a day that it has, such as'],
    ['25h30 28/11/2026', 'no clock'],
    [`28 tháng 11 năm${' '.repeat(100)}2026`, 'is not a date'],
  ])('tells what is wrong with %s as it is written', (text, message) => {
    expect(read(text)).toContain(`"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`);
    expect(read(text)).toContain(message);
  });

  it.each([
    ['Jul 08 2022', '2022-07-07T17:00:00Z'],
    ['July 8th, 2022', '2022-07-07T17:00:00Z'],
    ['8 Sept. 2022', '2022-09-07T17:00:00Z'],
    ['Fri Sep  3 11:21:31 CEST 2021', '2021-09-03T09:21:31Z'],
    ['Fri Sep 3 11:21:31 2021', '2021-09-03T04:21:31Z'],
    ['Fri Sep 03 11:21:31 AM UTC 2021', '2021-09-03T11:21:31Z'],
    ['fri sep 3 11:21 +0200 2021', '2021-09-03T09:21:00Z'],
    ['08-Jul-2022 08:30', '2022-07-08T01:30:00Z'],
    ['Jul 8, 2022 at 8:30 PM', '2022-07-08T13:30:00Z'],
    ['July 8, 2022 12:05 am UTC', '2022-07-08T00:05:00Z'],
    ['Fri, 08 Jul 2022 08:00:00 GMT', '2022-07-08T08:00:00Z'],
    ['Fri, 08 Jul 2022 08:00:00 -0400', '2022-07-08T12:00:00Z'],
    ['8 Jul 2022 08:00 EDT', '2022-07-08T12:00:00Z'],
    ['Fri Jul 08 2022 08:00:00 GMT+0700 (Indochina Time)', '2022-07-08T01:00:00Z'],
    ['2022-07-08 08:00:00 -4', '2022-07-08T12:00:00Z'],
    ['2022-07-08 08:00:00 +0545', '2022-07-08T02:15:00Z'],
  ])('reads %s as other publishers write it', (text, instant) => {
    expect(read(text, 'en')).toBe(instant);
  });

  it.each(['Smarch 8 2022', 'Ju 8 2022', 'Feb 30 2022', 'July 2022', 'Jul 8 2022 25:00', 'Jul 8 2022 08:30 XYZ'])(
    'does not take %s for a date',
    text => {
      expect(read(text, 'en')).toContain('2026-12-07 08:30');
    },
  );

  it('follows clocks that change', () => {
    expect(read('2026-03-08 01:59', 'en', newYork)).toBe('2026-03-08T06:59:00Z');
    expect(read('2026-03-08 03:00', 'en', newYork)).toBe('2026-03-08T07:00:00Z');
    expect(read('2026-03-08 02:30', 'en', newYork)).toBe('2026-03-08T07:30:00Z');
    expect(read('2026-11-01 01:30', 'en', newYork)).toBe('2026-11-01T05:30:00Z');
    expect(read('2026-11-01 02:00', 'en', newYork)).toBe('2026-11-01T07:00:00Z');
  });
});

describe('a zone', () => {
  it('gives back the wall clock that an instant was made of', () => {
    for (const name of ['Asia/Ho_Chi_Minh', 'Asia/Kolkata', 'America/St_Johns', 'Africa/Casablanca', 'UTC']) {
      const zone = zoneNamed(name);
      for (let hour = 0; hour < 24 * 365; hour += 7) {
        const instant = Date.UTC(2026, 0, 1, hour);
        const clock = wallClockAt(instant, zone).getTime();
        expect(Math.abs(instantOf(clock, zone) - instant)).toBeLessThanOrEqual(3_600_000);
        expect(wallClockAt(instantOf(clock, zone), zone).getTime()).toBe(clock);
      }
    }
  });

  it('knows no zone that is not there', () => {
    expect(() => zoneNamed('Asia/Nowhere')).toThrow(RangeError);
  });
});
