import { describe, expect, it } from 'vitest';
import { dateInText } from '../../../functions/core/time/date-in-text.ts';
import { zoneNamed } from '../../../functions/core/time/zone.ts';

const latest = Date.UTC(2026, 10, 23);
const inText = (text: string, language = 'vi') =>
  dateInText(text, { zone: zoneNamed('Asia/Ho_Chi_Minh'), language, latest });

describe('dateInText', () => {
  it.each([
    ['Tựa đề\n\n(PLO) - Ngày 7/12, tòa xử. Biên bản lập năm 2018.', '2018-12-07', 'Ngày 7/12', 3],
    [
      '(PLO) - Ngày 7/12, tòa xử. Năm 2013 cụ mất, tháng 3/2016 cấp sổ, ngày 19/9/2018 đo.',
      '2018-12-07',
      'Ngày 7/12',
      1,
    ],
    ['Sáng ngày 7-12 vừa qua, in 2018.', '2018-12-07', 'ngày 7-12', 1],
    ['Ngày 7 tháng 12 năm 2018, tòa xử.', '2018-12-07', 'Ngày 7 tháng 12 năm 2018', 1],
    ['Ngày 7 tháng 12, tòa xử. Năm 2018.', '2018-12-07', 'Ngày 7 tháng 12', 1],
    ['Thứ sáu, 07/12/2018, 08:30 (GMT+7)', '2018-12-07', '07/12/2018', 1],
    ['Đăng 2018-12-07', '2018-12-07', '2018-12-07', 1],
    ['WASHINGTON, December 7, 2018 - The court', '2018-12-07', 'December 7, 2018', 1],
    ['WASHINGTON, Dec. 7 (Reuters) - In short, of 2018', '2018-12-07', 'Dec. 7', 1],
    ['Published 7th December 2018', '2018-12-07', '7th December 2018', 1],
    // A year to come is not that of a dateline.
    ['Ngày 7/12, tòa xử. Từ năm 2027 sẽ khác; năm 2018 đã khác.', '2018-12-07', 'Ngày 7/12', 1],
    ['Chapter 7 of 2018. Ngày 7/12 năm 2018', '2018-12-07', 'Ngày 7/12 năm 2018', 1],
  ])('finds in %j', (text, date, words, line) => {
    expect(inText(text)).toEqual({ date, words, line });
  });

  it.each([
    ['no date', 'Tòa xử vụ lối đi.'],
    ['no year', 'Ngày 7/12, tòa xử.'],
    ['a year before there were pages', 'Ngày 7/12, tòa xử. Lối đi có từ năm 1975.'],
    ['no day of the calendar', 'Ngày 31/2/2018, tòa xử.'],
    ['a date to come', 'Ngày 7/12/2030, tòa sẽ xử.'],
    ['a score', 'Tỉ số là 7/12, năm 2018.'],
    ['a date too far down', `${'chữ '.repeat(600)} ngày 7/12/2018`],
    ['nothing', ' \n '],
  ])('finds nothing where there is %s', (_, text) => {
    expect(inText(text)).toBeUndefined();
  });

  it('guesses no order of day and month', () => {
    expect(inText('On 07/12/2018 the court', 'en')).toBeUndefined();
    expect(inText('On 27/12/2018 the court', 'en')?.date).toBe('2018-12-27');
    // The words are Vietnamese.
    expect(inText('Ngày 7/12/2018', 'en')?.date).toBe('2018-12-07');
    expect(inText('Ngày 2018-01-02', 'en')?.date).toBe('2018-01-02');
  });

  it('takes linear time', () => {
    for (const text of ['7/12/', 'ngày 7', 'Dec. ', '1234-', 'năm '].map(part => part.repeat(200_000)))
      expect(inText(text)).toBeUndefined();
  });
});
