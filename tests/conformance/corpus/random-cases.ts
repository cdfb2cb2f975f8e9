import { createRandom, type Random } from '../../simulation/random.ts';
import { type Case, published } from './case.ts';
import { NASTY_MARKUP } from './nasty-markup.ts';
import { NASTY_ADDRESSES, NASTY_LANGUAGES, NASTY_TEXTS } from './nasty-texts.ts';

const TEXTS = Object.values(NASTY_TEXTS).filter(text => text.length < 2000);
const ADDRESSES = Object.values(NASTY_ADDRESSES);

/** Articles in which everything is nasty at once, made of a seed. */
export function randomCases(seed: number, count: number): readonly Case[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, at) => randomCase(random, at));
}

function randomCase(random: Random, at: number): Case {
  const text = (): string => Array.from({ length: 1 + random.integer(3) }, () => random.pick(TEXTS) ?? '').join('');
  const address = (): string => random.pick(ADDRESSES) ?? '';
  const maybe = <Value>(name: string, value: Value) => (random.chance(0.6) ? { [name]: value } : {});
  const fields = {
    title: `x${text()}`,
    date: new Date(Date.UTC(2018 + random.integer(8), random.integer(11), 1 + random.integer(28))).toISOString(),
    ...maybe('id', `${random.pick(['urn:', 'https://bao.example/', 'tag:bao.example,2018:', ''])}${at}${text()}`),
    ...maybe('authors', [{ name: `x${text()}`, url: address() }, `y${text()}`]),
    ...maybe('categories', [`x${text()}`.slice(0, 90), random.pick(['Chung', 'chung', 'CHUNG'])]),
    ...maybe('tags', [text(), text()]),
    ...maybe('summary', text()),
    ...maybe('image', { src: address(), alt: text(), caption: text(), credit: text(), width: 1200, height: 675 }),
    ...maybe('enclosure', [
      {
        url: address(),
        title: text(),
        type: random.pick(['audio/mpeg', text()]),
        duration: random.pick(['1:30', 90, text()]),
        episode: random.pick([1, text()]),
        transcript: [address(), { url: address(), type: random.pick(['text/vtt', text()]) }],
        chapters: random.pick([address(), [{ at: 0, title: text(), url: address() }]]),
        person: [{ name: text(), role: text(), url: address(), picture: address() }, text()],
      },
      { url: address(), type: random.pick(['audio/ogg', text()]), title: text() },
    ]),
    ...maybe(
      'license',
      random.pick([
        'CC-BY-4.0',
        'https://bao.example/dk',
        { rsl: { permits: ['search'], terms: 'https://bao.example/dk', copyright: 'x<&' } },
      ]),
    ),
    ...maybe('link', address()),
    ...maybe('language', random.pick(NASTY_LANGUAGES)),
  };
  const ending = random.pick(['md', 'html', 'txt'] as const);
  return published(`random ${at}`, `articles/random/${at}.${ending}`, fields, mark =>
    [ending === 'html' ? `<p>${mark}</p>` : mark, text(), random.pick(NASTY_MARKUP), text()].join('\n\n'),
  );
}
