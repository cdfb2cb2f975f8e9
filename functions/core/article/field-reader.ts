import type { PageFacts } from '../body/html-page.ts';
import { bareHostMessage } from '../entry/bare-hosts.ts';
import { asNames, booleanOf, languageNamed, type Report, readText, readTexts, type Text } from '../fields/fields.ts';
import { mayBeReference, referenceOf } from '../fields/file-reference.ts';
import { reportUnknown } from '../fields/unknown-fields.ts';
import { distinctTags } from '../filing/distinct-tags.ts';
import { filingFields } from '../filing/filing-fields.ts';
import type { FieldName, Fields } from '../front-matter/field-names.ts';
import type { Adopted } from '../front-matter/front-matter.ts';
import { imageIn } from '../front-matter/image-value.ts';
import { warnOfImage } from '../front-matter/warn-of-image.ts';
import type { Instant } from '../instant.ts';
import { enclosuresOf } from '../podcast/read-enclosures.ts';
import { authorsOf } from '../site/author.ts';
import type { Author, Site } from '../site/site.ts';
import { noteOfTwoNames, warnOfComma } from '../site/warn-of-comma.ts';
import { cleanLine, cleanName } from '../text/clean.ts';
import { addressOf, parseAddress } from '../text/web-address.ts';
import { parseDate } from '../time/date.ts';
import { wrongWeekday } from '../time/weekday.ts';
import type { Zone } from '../time/zone.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import type { Article, Withdrawal } from './article.ts';

const MAX_AUTHORS = 100;
const MAX_TAGS = 200;
/** Maximum length of an address in a message, in UTF-16 code units. */
const MAX_SHOWN = 60;
/** Words with spaces between them, and neither a URL nor a path before them. */
const WORDS = /^(?!\.{0,2}\/|[?#]|[a-z][a-z0-9+.-]{0,30}:)[^\s]*\s/i;
const WANTED_IMAGE = 'a file or URL such as photo.jpg';
const NO_WITHDRAWAL = 'write withdrawn: true, or the text in quotes as reason: below withdrawn:, indented';

/**
 * Result for a field that is present but has no meaning, where a guess would change the article's identity or publish
 * an article that is held back.
 */
export type Unusable = 'unusable';

/** Fields that are taken as they are. */
type AttachmentField = 'summary' | 'image' | 'enclosure' | 'alternates' | 'episode' | 'link' | 'main' | 'republishable';

/** Fields, and the names of those that come from another publisher. */
export interface FieldsOfSource {
  readonly fields: Fields;
  readonly adopted?: Adopted;
}

/** Reads the fields of one source as typed values. Faults are reported, and optional fields are left out. */
export class FieldReader {
  readonly #fields: Fields;
  readonly #adopted: Adopted;
  readonly #site: Site;
  readonly #zone: Zone;
  readonly #report: Report;

  constructor({ fields, adopted = {} }: FieldsOfSource, site: Site, zone: Zone, report: Report) {
    this.#fields = fields;
    this.#adopted = adopted;
    this.#site = site;
    this.#zone = zone;
    this.#report = report;
  }

  id(): string | undefined | Unusable {
    const id = this.#text('id');
    if (id === 'unusable') return id;
    // An id that came from elsewhere is known to readers by its very characters: it is not cleaned, as other text is.
    const node = this.#given('id');
    const name = node?.kind === 'scalar' ? cleanName(node.text) : '';
    return name === '' ? id?.text : name;
  }

  title(): string | undefined | Unusable {
    const title = this.#text('title');
    return title === undefined || title === 'unusable' ? title : title.text;
  }

  draft(): boolean | Unusable {
    const node = this.#fields.draft;
    return node ? (booleanOf(node, 'draft', this.#report) ?? 'unusable') : false;
  }

  date(field: 'date' | 'updated'): Instant | undefined | Unusable {
    const date = this.#text(field);
    if (date === undefined && this.#fields[field]) {
      this.#report(this.#fields[field], 'error', `${field}: is empty; write a date, or take the line out`);
      return 'unusable';
    }
    if (date === undefined || date === 'unusable') return date;
    const parsed = parseDate(date.text, this.#zone, this.#site.language);
    const wrong = 'instant' in parsed ? wrongWeekday(date.text, this.#site.language) : undefined;
    if (wrong !== undefined) this.#report(date, 'warning', `${field}: ${wrong}`);
    if ('instant' in parsed) return parsed.instant;
    this.#report(date, 'error', `${field}: ${parsed.problem}`);
    return 'unusable';
  }

  /** Returns the time of the last change, never before `published`. */
  updated(published: Instant): Instant {
    const updated = this.date('updated');
    if (updated === undefined || updated === 'unusable') return published;
    if (updated >= published) return updated;
    if (this.#fields.updated) {
      const { updated: name } = this.#adopted;
      const message = `${name ?? 'updated'}: lies before date, so it is ignored; correct one of the two`;
      // Many archives have only the day in one of the two fields, and will not be corrected.
      this.#report(this.#fields.updated, 'warning', message, name !== undefined);
    }
    return published;
  }

  /** Returns the correction, which is public. Without a date, readers can't be shown that the article changed. */
  correction(): string | undefined {
    const correction = this.#optionalText('correction');
    if (correction !== undefined && this.#fields.correction && !this.#fields.updated)
      this.#report(
        this.#fields.correction,
        'warning',
        'correction: has no updated: beside it, so readers do not see that the article changed; add updated:',
      );
    return correction;
  }

  /** Reads the withdrawal. `lastChange` is when the article was published, or last changed. */
  withdrawal(lastChange: Instant): Withdrawal | undefined | Unusable {
    const node = this.#fields.withdrawn;
    if (!node) return undefined;
    const isMap = node.kind === 'map';
    const withdrawn = isMap || booleanOf(node, 'withdrawn', this.#withRemedy(NO_WITHDRAWAL));
    if (withdrawn === undefined) return 'unusable';
    if (!withdrawn) return undefined;
    const told = isMap ? this.#toldWithdrawal(node, lastChange) : {};
    if (this.#site.smartnews && told.date === undefined && !this.#fields.updated)
      this.#report(
        node,
        'warning',
        'withdrawn: has no date, and SmartNews takes back only what has a new one; add date: below withdrawn:',
      );
    return told;
  }

  /** Returns the report of problems that `remedy` mends. */
  #withRemedy(remedy: string): Report {
    return (at, severity, message) => this.#report(at, severity, `${message}; ${remedy}`);
  }

  #toldWithdrawal(node: YamlMap, lastChange: Instant): Withdrawal {
    reportUnknown(node.entries, ['reason', 'date'], this.#report);
    const reason = this.#within(node, 'withdrawn', 'reason');
    const date = this.#withdrawalDate(node, lastChange);
    return { ...(reason !== undefined && { reason }), ...(date !== undefined && { date }) };
  }

  authors(): readonly Author[] | undefined {
    const [field, node] = this.#either('authors', 'author');
    if (node) {
      warnOfComma(node, field, this.#site, this.#report);
      noteOfTwoNames(node, field, this.#site, this.#report);
    }
    const authors = node && authorsOf(node, field, this.#report, this.#site);
    return authors?.length && node ? this.#atMost(MAX_AUTHORS, authors, node, field) : undefined;
  }

  /** Returns the names of categories, and whether they are given as a text and not as a list; none in an empty list. */
  categoryNames(): { readonly names: readonly Text[]; readonly isText: boolean } | undefined {
    const [field, node] = this.#either('categories', 'category');
    return node && { names: readTexts(asNames(node), field, this.#report), isText: node.kind === 'scalar' };
  }

  tags(): readonly string[] {
    const node = this.#given('tags');
    if (node) warnOfComma(node, 'tags', this.#site, this.#report);
    const tags = node && readTexts(asNames(node), 'tags', this.#report);
    const distinct = tags && distinctTags(tags, this.#site.feeds?.tags?.listed, this.#report);
    return distinct ? this.#atMost(MAX_TAGS, distinct, node, 'tags') : [];
  }

  language(): string | undefined {
    const node = this.#given('language');
    return node && languageNamed(node, 'language', this.#report);
  }

  /** Returns the fields that are taken as they are. The page's own facts fill in for missing ones. */
  attachments(facts: PageFacts): Partial<Pick<Article, AttachmentField>> {
    const summary =
      this.#optionalText('summary') ?? (facts.summary === undefined ? undefined : cleanLine(facts.summary));
    const image = this.#image() ?? (facts.image === undefined ? undefined : { src: cleanLine(facts.image) });
    const enclosure = this.#given('enclosure');
    const link = this.#link();
    return {
      ...(summary && { summary }),
      ...(image && { image }),
      ...(enclosure && enclosuresOf(enclosure, 'enclosure', this.#report)),
      ...(link !== undefined && { link }),
      ...filingFields(this.#fields, this.#report),
    };
  }

  /** Reads the date of a withdrawal. A faulty date does not keep the article published. */
  #withdrawalDate(map: YamlMap, lastChange: Instant): Instant | undefined {
    const node = fieldOf(map, 'date');
    const text = node && readText(node, 'withdrawn.date', this.#report);
    if (!text) return undefined;
    const parsed = parseDate(text.text, this.#zone, this.#site.language);
    if ('problem' in parsed) {
      this.#report(text, 'error', `withdrawn.date: ${parsed.problem}`);
      return undefined;
    }
    if (parsed.instant >= lastChange) return parsed.instant;
    const message = 'withdrawn.date: lies before date or updated, so it is ignored; correct one of them';
    this.#report(text, 'warning', message);
    return undefined;
  }

  #image(): Article['image'] {
    const node = this.#given('image');
    if (!node || (node.kind === 'scalar' && node.value === false)) return undefined;
    if (node.kind === 'scalar') {
      const src = referenceOf(node, 'image', WANTED_IMAGE, this.#report)?.text;
      return src === undefined ? undefined : { src };
    }
    if (node.kind === 'list' && node.items.length === 0) return undefined;
    if (node.kind === 'map') warnOfImage(node, this.#report);
    const image = imageIn(node);
    if (image && mayBeReference(image.src)) return image;
    const wanted = image ? `${WANTED_IMAGE}, found "${image.src}"` : 'a file or URL in src:';
    this.#report(node, 'error', `image: expected ${wanted}`);
    return undefined;
  }

  #link(): string | undefined {
    const node = this.#given('link');
    const link = node && readText(node, 'link', this.#report);
    if (!link) return undefined;
    const url = WORDS.test(link.text) ? undefined : parseAddress(link.text, this.#site.url);
    const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
    const bareHost = isWeb ? bareHostMessage(link.text, 'the home page') : undefined;
    if (bareHost !== undefined) this.#report(link, 'warning', `link: ${bareHost}`);
    if (isWeb) return addressOf(url);
    const found = link.text.length > MAX_SHOWN ? `${link.text.slice(0, MAX_SHOWN)}…` : link.text;
    this.#report(
      link,
      'error',
      `link: expected a URL such as https://bao.example/bai-viet, or a path such as /bai-viet, found "${found}"`,
    );
    return undefined;
  }

  #text(field: FieldName): Text | undefined | Unusable {
    const node = this.#given(field);
    if (!node) return undefined;
    let usable = true;
    const text = readText(node, field, (...problem) => {
      usable = false;
      this.#report(...problem);
    });
    return usable ? text : 'unusable';
  }

  #optionalText(field: FieldName): string | undefined {
    const node = this.#given(field);
    return node && readText(node, field, this.#report)?.text;
  }

  #within(map: YamlMap, field: string, key: string): string | undefined {
    const node = fieldOf(map, key);
    return node && readText(node, `${field}.${key}`, this.#report)?.text;
  }

  #either(one: FieldName, other: FieldName): readonly [FieldName, YamlNode | undefined] {
    const node = this.#given(one);
    return node ? [one, node] : [other, this.#given(other)];
  }

  /** Returns the first items of a list. Feeds repeat them for each article, so their number is limited. */
  #atMost<Item>(most: number, items: readonly Item[], node: YamlNode, field: FieldName): readonly Item[] {
    if (items.length <= most) return items;
    this.#report(node, 'error', `${field}: has ${items.length} entries, at most ${most} are read; take some out`);
    return items.slice(0, most);
  }

  /** Returns a field that is present and not empty. */
  #given(field: FieldName): YamlNode | undefined {
    const node = this.#fields[field];
    return node?.kind === 'scalar' && node.value === null ? undefined : node;
  }
}

function fieldOf(map: YamlMap, key: string): YamlNode | undefined {
  return map.entries.find(entry => entry.key === key)?.value;
}
