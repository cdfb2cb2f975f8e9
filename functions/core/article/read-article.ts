import type { PageFacts } from '../body/html-page.ts';
import { readPage } from '../body/page-facts.ts';
import { MAX_MARKS, marksProblem } from '../body/text-limits.ts';
import { DataFiles, fieldsFileOf, TAKE_OUT } from '../data-files/data-files.ts';
import { linkedArticles, severalMeant } from '../entry/linked-articles.ts';
import { namedMedia, publishableMedia } from '../entry/named-media.ts';
import { ReadBody } from '../entry/read-body.ts';
import { textWarnings } from '../entry/text-warnings.ts';
import { parseLanguage, type Report, type Text } from '../fields/fields.ts';
import type { AddressFields, FormerAddress } from '../front-matter/address-fields.ts';
import type { Fields } from '../front-matter/field-names.ts';
import {
  type Adopted,
  addMetadata,
  type FrontMatter,
  NO_FRONT_MATTER,
  readFrontMatter,
} from '../front-matter/front-matter.ts';
import { isReStructured } from '../front-matter/nikola.ts';
import { readPageFields } from '../front-matter/page-publication.ts';
import type { Publication, PublicationContext } from '../front-matter/publication.ts';
import { findUnfencedFields } from '../front-matter/unfenced-fields.ts';
import type { Instant } from '../instant.ts';
import { reportUnusedEpisode } from '../podcast/unused-episode.ts';
import { boundProblems, type Position, type Problem } from '../problem.ts';
import { declaredLicense } from '../rights/read-license.ts';
import { type CategoryResolver, categoryResolverOf } from '../site/category-name.ts';
import { readCategories } from '../site/read-categories.ts';
import type { Author, Site } from '../site/site.ts';
import { cleanLine } from '../text/clean.ts';
import { type Zone, zoneNamed } from '../time/zone.ts';
import { declaredOriginal } from '../translations/read-translation.ts';
import type { Article, ArticleFormat, Source } from './article.ts';
import { readAddress } from './declared-address.ts';
import { excessProblem } from './excess-problem.ts';
import { FieldReader } from './field-reader.ts';
import { formerPaths } from './former-addresses.ts';
import { dateAmong, holdOf, reportNeverPublic } from './hold.ts';
import {
  categoryInKey,
  defaultId,
  formatOf,
  isOfRepository,
  NO_ARTICLE_BY_NAME,
  noArticleProblem,
  RE_STRUCTURED,
  titleBelow,
  titleOfNameMessage,
} from './key.ts';
import type { ArticleReader } from './reading.ts';
import { openSource, type SourceText } from './source-text.ts';
import { undeclaredDate } from './undated.ts';

/**
 * Reads sources of one site. Nothing of the body is decoded unless the front matter leaves something to be found there.
 */
export function createArticleReader(site: Site): ArticleReader {
  const zone = zoneNamed(site.timeZone);
  const holdsNothing = new Set(site.holdsNothing?.fields);
  const dates = { zone, language: site.language, holdsNothing };
  const data = new DataFiles(site.data ?? [], dates, site.holdsNothing?.files);
  const context: Context = { site, zone, dates, resolve: categoryResolverOf(site), data };
  return source => {
    const problems: Problem[] = [];
    const article = new SourceParser(source, context, problems).read();
    const bounded = boundProblems(problems);
    return article ? { article, problems: bounded } : { problems: bounded };
  };
}

interface Context {
  readonly site: Site;
  readonly dates: PublicationContext;
  readonly zone: Zone;
  readonly resolve: CategoryResolver;
  readonly data: DataFiles;
}

const NO_TITLE = 'the article has no title; add title: to its front matter';

/** Parts of an article. */
interface Parts {
  readonly format: ArticleFormat;
  readonly fields: Fields;
  readonly adopted: Adopted;
  readonly address: AddressFields;
  readonly former: readonly FormerAddress[];
  readonly publication: Publication;
  /** The publication that the page below the front matter declares. */
  readonly page: Publication;
  readonly facts: PageFacts;
  readonly bodyLine: number;
  readonly body: () => string;
}

class SourceParser {
  readonly #source: Source;
  readonly #context: Context;
  readonly #report: Report;
  readonly #problems: Problem[];
  /** Key of the file that contains the fields. */
  #fieldsIn: string;

  constructor(source: Source, context: Context, problems: Problem[]) {
    this.#source = source;
    this.#context = context;
    this.#problems = problems;
    this.#fieldsIn = source.key;
    this.#report = ({ line, column }, severity, message, isCommon = false) => {
      problems.push({ path: this.#fieldsIn, line, column, severity, message, ...(isCommon && { files: 1 }) });
    };
  }

  read(): Article | undefined {
    const { key, bytes, metadata } = this.#source;
    const format = formatOf(key);
    if (!format) return this.#reject({ message: noArticleProblem(key) });
    const opened = openSource(bytes);
    if (!('body' in opened)) return this.#reject(opened);
    const { frontMatter } = opened;
    if (frontMatter === undefined && isOfRepository(key)) return this.#reject({ message: NO_ARTICLE_BY_NAME });
    const body = frontMatter === undefined ? opened.body() : undefined;
    const unfenced = body === undefined ? undefined : findUnfencedFields(body);
    if (unfenced) return this.#reject(unfenced);
    const own = this.#frontMatter(opened);
    if (!own) return undefined;
    const marks = bytes.length > MAX_MARKS ? marksProblem(format, body ?? opened.body()) : undefined;
    if (marks !== undefined) return this.#reject({ line: opened.bodyLine, column: 1, message: marks });
    const fields = metadata ? addMetadata(own.fields, metadata) : own.fields;
    const { bodyLine } = opened;
    const text = needsFacts(format, fields) ? (body ?? opened.body()) : undefined;
    const { facts, fields: inPage } = text === undefined ? { facts: {}, fields: [] } : readPage(format, text);
    const hasDate = fields.date !== undefined || facts.published !== undefined;
    const at = { text: text ?? '', line: bodyLine, hasDate };
    const page = readPageFields(inPage, at, this.#context.dates, this.#report);
    if (!page) return undefined;
    const { publication, adopted = {}, address = {}, former = [] } = own;
    const parts = { format, fields, adopted, address, former, facts, publication, page, bodyLine, body: opened.body };
    const article = this.#assemble(parts);
    if (!article) return undefined;
    const { site, zone } = this.#context;
    const rendered = new ReadBody(article, opened, site);
    const named = this.#withPageMedia(article, opened, rendered);
    if (!article.withdrawn) this.#problems.push(...textWarnings(article, bytes, opened, { site, body: rendered }));
    reportNeverPublic(article, [publication, page], zone, this.#report);
    if (article.episode) reportUnusedEpisode(article, fields.enclosure, site, this.#report);
    const excess = excessProblem(article, { size: bytes.length, source: opened, body: rendered });
    return excess === undefined ? named : this.#reject({ message: excess });
  }

  /** Returns the front matter above the text, or that of a separate file. */
  #frontMatter({ frontMatter, form, frontMatterLine: line, body }: SourceText): FrontMatter | undefined {
    const { dates } = this.#context;
    const file = frontMatter === undefined ? fieldsFileOf(this.#source.sidecars) : undefined;
    const header = frontMatter === undefined ? file?.frontMatter : { text: frontMatter, form, line };
    if (header && formatOf(this.#source.key) === 'text' && isReStructured(header, body))
      return this.#reject({ message: RE_STRUCTURED });
    if (frontMatter !== undefined) return readFrontMatter({ text: frontMatter, form, line }, dates, this.#report);
    if (!file) return NO_FRONT_MATTER;
    this.#fieldsIn = file.key;
    return file.frontMatter
      ? readFrontMatter(file.frontMatter, dates, this.#report)
      : this.#reject({ message: `the fields of the article, in ${file.key}, can't be read; correct that file` });
  }

  #withPageMedia(article: Article, opened: SourceText, body: ReadBody): Article {
    const { beside, shared } = namedMedia(article, opened, this.#context.site, body);
    const { names, messages } = publishableMedia(article.slug, beside);
    for (const message of messages) this.#reject({ message });
    return {
      ...article,
      ...(names.length > 0 && { pageMedia: names }),
      ...(shared.length > 0 && { media: shared }),
    };
  }

  #assemble(parts: Parts): Article | undefined {
    const { format, fields, adopted, address, facts, publication, page, bodyLine } = parts;
    const [{ key }, { site }] = [this.#source, this.#context];
    const reader = new FieldReader({ fields, adopted }, site, this.#context.zone, this.#report);
    const id = reader.id();
    const title = reader.title();
    const draft = reader.draft();
    const declared = reader.date('date');
    if (id === 'unusable' || title === 'unusable' || draft === 'unusable' || declared === 'unusable') return undefined;
    const own = dateAmong(declared, publication, this.#report) ?? this.#dateOfPage(parts);
    const published = own === undefined ? undefined : dateAmong(own, page, this.#report);
    if (published === undefined) return undefined;
    const updated = reader.updated(published);
    const withdrawn = reader.withdrawal(updated);
    if (withdrawn === 'unusable') return undefined;
    const name = title ?? this.#titleOfText(parts, withdrawn !== undefined);
    // Nothing of a withdrawn article is shown, so its text may be missing, too.
    if (!name && !withdrawn) return this.#reject({ line: Math.max(1, bodyLine - 1), column: 1, message: NO_TITLE });
    const names = reader.categoryNames();
    const categories = readCategories(names ?? this.#folder(), this.#context, this.#report);
    const attachments = reader.attachments(facts);
    const { slug, ...place } = readAddress(address, { key, ...attachments, site, published, categories }, this.#report);
    const former = formerPaths(address, parts.former, { key, slug, site, published, categories, names }, this.#report);
    const correction = reader.correction();
    const language = reader.language() ?? (facts.language === undefined ? undefined : parseLanguage(facts.language));
    return {
      key,
      format,
      id: id ?? defaultId(key, site),
      slug,
      title: name ?? '',
      published,
      updated,
      authors: this.#authors(reader, facts),
      categories,
      ...(!names && categories.length > 0 && { isFiledByFolder: true as const }),
      tags: reader.tags(),
      ...attachments,
      ...place,
      ...this.#linksAndLicense(fields),
      ...(former.length > 0 && { former }),
      ...(language !== undefined && { language }),
      ...declaredOriginal(fields, key, this.#fieldsIn, this.#report),
      ...holdOf({ key, draft, published }, [publication, page, this.#dataHold()], fields.draft && !draft),
      ...(correction !== undefined && { correction }),
      ...(withdrawn && { withdrawn }),
    };
  }

  /** Returns the title of an article that declares none. */
  #titleOfText({ facts, format, bodyLine }: Parts, isWithdrawn: boolean): string | undefined {
    const ofText = facts.title === undefined ? undefined : cleanLine(facts.title);
    const title = bodyLine > 1 ? titleBelow(ofText, this.#source.key, format) : ofText;
    if (title !== undefined && title !== ofText && !isWithdrawn) this.#warn(titleOfNameMessage(title));
    return title;
  }

  /** The licence, and articles that the text links to. Without a permalink their addresses depend on keys alone. */
  #linksAndLicense(fields: Fields): Pick<Article, 'links' | 'mayMean' | 'license'> {
    const { key, bytes } = this.#source;
    const license = declaredLicense(fields.license, this.#report);
    if (this.#context.site.permalink === undefined) {
      const mayMean = severalMeant(key, bytes);
      return { ...(mayMean.length > 0 && { mayMean }), ...license };
    }
    const links = linkedArticles(key, bytes);
    return { ...(links.length > 0 && { links }), ...license };
  }

  /** Returns the holds that files beside or above the article declare. */
  #dataHold(): Publication {
    const hold = this.#context.data.holdOf(this.#source, this.#fieldsIn);
    if (hold.heldBy !== undefined) {
      const message = `${hold.heldBy}, holds the article back as a draft; to publish it, ${hold.remedy ?? TAKE_OUT}`;
      this.#report({ line: 1, column: 1 }, 'warning', message, true);
    }
    return hold;
  }

  #authors(reader: FieldReader, facts: PageFacts): readonly Author[] {
    const declared = reader.authors();
    if (declared) return declared;
    const name = facts.author === undefined ? '' : cleanLine(facts.author);
    return name === '' ? this.#context.site.authors : [{ name }];
  }

  #dateOfPage(parts: Parts): Instant | undefined {
    const { facts, page } = parts;
    return facts.published === undefined && page.release ? page.release.at : this.#undeclaredDate(parts);
  }

  #undeclaredDate({ facts, address, format, body, bodyLine }: Parts): Instant | undefined {
    const { site, zone } = this.#context;
    const { permalink, url, path } = address;
    const { key, lastModified } = this.#source;
    // An address with a date in it has it from there: `path: blog/2020/07/27/cau-moi`.
    const names = [key, permalink?.text, url?.text, path?.text].filter(name => name !== undefined);
    const told = { inPage: facts.published, names, lastModified, format, body, bodyLine };
    const dated = undeclaredDate(told, { zone, language: site.language });
    if ('problem' in dated) return this.#reject({ message: dated.problem });
    if (dated.warning !== undefined) this.#warn(dated.warning);
    return dated.date;
  }

  #folder(): readonly Text[] {
    const folder = categoryInKey(this.#source.key);
    return folder === undefined ? [] : [{ text: folder, line: 1, column: 1 }];
  }

  #reject(problem: { readonly message: string } & Partial<Position>): undefined {
    this.#problems.push({ path: this.#source.key, severity: 'error', ...problem });
    return undefined;
  }

  #warn(message: string): void {
    this.#problems.push({ path: this.#source.key, severity: 'warning', message });
  }
}

/** Returns true where facts in the text may be needed. HTML pages have several; other formats only a title. */
function needsFacts(format: ArticleFormat, { title }: Fields): boolean {
  return format === 'html' || title === undefined || (title.kind === 'scalar' && title.value === null);
}
