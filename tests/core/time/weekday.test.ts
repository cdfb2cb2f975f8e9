import { describe, expect, it } from 'vitest';
import { wrongWeekday } from '../../../functions/core/time/weekday.ts';
import { problemsOf } from '../samples.ts';

describe('a weekday', () => {
  it.each([
    ['Chủ nhật, 28/11/2026', 'Saturday (Thứ Bảy)'],
    ['9h30 Thứ Hai, 28/11/2026', 'Saturday (Thứ Bảy)'],
    ['T6, 29.11.2026', 'Sunday (Chủ nhật)'],
    ['thứ 7, 29/11/2026 09:30', 'Sunday (Chủ nhật)'],
    ['Friday, 28 November 2026', 'Saturday (Thứ Bảy)'],
    ['Thu, Nov 28, 2026', 'Saturday (Thứ Bảy)'],
  ])('that the date is not, is told: %s', (text, day) => {
    expect(wrongWeekday(text, 'vi')).toBe(`"${text}" is a ${day}, and the date counts; correct one of the two`);
  });

  it.each([
    'Thứ Bảy, 28/11/2026',
    'CN, 29/11/2026',
    'Sat, 28 Nov 2026 23:30',
    'Fri, 28 Nov 2026 01:30:00 +0700',
    'Chủ nhật, 28/11/2026, 09:30 (GMT+7)',
    'Chủ nhật, 31/11/2026',
    '28/11/2026',
    '28.11.2026T6:30',
    '2026/11/28T6:30',
    '28 tháng 11 năm 2026',
    `Chủ nhật, 28/11/2026${' '.repeat(100)}`,
  ])('is nothing to tell of in %s', text => {
    expect(wrongWeekday(text, 'vi')).toBeUndefined();
  });

  it('is a warning in an article, which has its date', () => {
    expect(problemsOf('---\ntitle: A\ndate: Chủ nhật, 28/11/2026\n---\nChữ.\n')).toEqual([
      expect.stringContaining(':3:7: warning: date: "Chủ nhật, 28/11/2026" is a Saturday (Thứ Bảy)'),
    ]);
  });
});
