import type { Instant } from '../../functions/core/instant.ts';
import type { ParsedElement } from '../core/feed/parsed-xml.ts';

/** Findings of a rule: one text for each place. */
export type Findings = Iterable<string>;

/** One rule of a format. Its name is its function's, and `section` is where the format's specification asks for it. */
export interface Rule<Document> {
  readonly section: string;
  /** An error breaks what the specification demands, a warning what it recommends. */
  readonly severity: 'error' | 'warning';
  readonly check: (document: Document) => Findings;
}

/** An XML file as it is served. */
export interface XmlDocument {
  readonly source: string;
  readonly root: ParsedElement;
  /** Its own address. */
  readonly url: string;
  /** Instant of the check. No date may be later. */
  readonly now: Instant;
}

/** Makes a rule that a specification demands (MUST). */
export function must<Document>(section: string, check: (document: Document) => Findings): Rule<Document> {
  return { section, severity: 'error', check };
}

/** Makes a rule that a specification recommends (SHOULD), or warns of. */
export function should<Document>(section: string, check: (document: Document) => Findings): Rule<Document> {
  return { section, severity: 'warning', check };
}

/** Every finding, as one line: severity, rule, section, and what was found. */
export function findings<Document>(rules: readonly Rule<Document>[], document: Document): readonly string[] {
  return rules.flatMap(({ section, severity, check }) =>
    [...check(document)].map(found => `${severity}: ${check.name} (${section}): ${shorten(found)}`),
  );
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
