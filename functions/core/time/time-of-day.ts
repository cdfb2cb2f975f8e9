/**
 * Offsets from UTC of zones by name: those of RFC 822 (section 5.1), and others that mean one offset alone. `BST`,
 * `IST` and their kin mean several.
 */
const ZONES: Readonly<Record<string, string>> = {
  ut: 'Z',
  utc: 'Z',
  gmt: 'Z',
  est: '-05',
  edt: '-04',
  cst: '-06',
  cdt: '-05',
  mst: '-07',
  mdt: '-06',
  pst: '-08',
  pdt: '-07',
  akst: '-09',
  akdt: '-08',
  hst: '-10',
  wet: '+00',
  west: '+01',
  cet: '+01',
  cest: '+02',
  eet: '+02',
  eest: '+03',
  msk: '+03',
  ict: '+07',
  wib: '+07',
  sgt: '+08',
  hkt: '+08',
  jst: '+09',
  kst: '+09',
  aest: '+10',
  aedt: '+11',
  nzst: '+12',
  nzdt: '+13',
};

const HALF_DAY = /^(\d{1,2})([:h]\d{2}\S*)\s*([ap])\.?m\.?(?=\s|$)/i;
const OFFSET = /\((?:GMT|UTC)\s?([+-]\d{1,2}(?::?\d{2})?)\)$/i;
const IN_WORDS = /\([^()]*\)$/;
const ZONE_NAME = /[a-z]{2,4}$/i;

/** Returns a time in the form of 24 hours, with an offset in place of the name of its zone: `8:30 PM PST`. */
export function timeOfDay(text: string): string {
  const time = text
    .replace(OFFSET, '$1')
    .replace(IN_WORDS, '')
    .trimEnd()
    .replace(HALF_DAY, (all, hour: string, minutes: string, half: string) => {
      if (Number(hour) > 23) return all;
      const hours = (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
      return `${hours}${minutes}`;
    });
  return time.replace(ZONE_NAME, name => ZONES[name.toLowerCase()] ?? name);
}
