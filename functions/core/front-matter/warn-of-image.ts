import { describe, fieldIn, type Report, readText } from '../fields/fields.ts';
import { suggest } from '../fields/suggest.ts';
import { reportUnknown } from '../fields/unknown-fields.ts';
import { srcsetCandidates } from '../html/url-policy.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { IMAGE_FIELDS, MAX_PIXELS, pixelsIn } from './image-value.ts';
import { foldFieldName } from './publication-rules.ts';

/** Roles that pictures are often credited with, as the European Broadcasting Union spells them. Its list is longer. */
const COMMON_ROLES: readonly string[] = ['photographer', 'illustrator', 'graphic designer', 'copyright holder'];
const WIDTH_OR_DENSITY = /^\d+(?:\.\d+)?[wx]$/;

/** Reports what is misspelled in the mapping `image`: its fields, a role, its sides, and sizes in `srcset`. */
export function warnOfImage(image: YamlMap, report: Report): void {
  const unknown = image.entries.filter(({ key }) => !IMAGE_FIELDS.includes(foldFieldName(key)));
  reportUnknown(unknown, ['src', 'url', 'alt', 'caption', 'credit', 'width', 'height', 'srcset'], report);
  const [credit, srcset] = [fieldIn(image, 'credit'), fieldIn(image, 'srcset')];
  if (credit?.kind === 'map') warnOfCredit(credit, report);
  if (srcset?.kind === 'scalar') warnOfSrcset(srcset, report);
  for (const side of ['width', 'height']) warnOfSide(side, fieldIn(image, side), report);
}

/** A side as CSS has it, which themes of other publishers take: `100%`, `auto`. */
const STYLE = /^(?:auto|\d{1,9}(?:\.\d{1,9})?(?:%|r?em|v[hw]))$/i;

function warnOfSide(side: string, node: YamlNode | undefined, report: Report): void {
  if (!node || pixelsIn(node) !== undefined) return;
  if (node.kind === 'scalar' && (node.value === null || node.text.trim() === '' || STYLE.test(node.text))) return;
  const expected = `expected pixels, a whole number from 1 to ${MAX_PIXELS}`;
  report(node, 'warning', `image.${side}: ${expected}, found ${describe(node)}; correct it, or take it out`, true);
}

function warnOfCredit(credit: YamlMap, report: Report): void {
  reportUnknown(credit.entries, ['name', 'role'], report);
  const role = fieldIn(credit, 'role');
  const text = role && readText(role, 'image.credit.role', report)?.text;
  if (!role || text === undefined || COMMON_ROLES.includes(text)) return;
  const meant = suggest(text, COMMON_ROLES);
  if (meant === undefined) return;
  report(role, 'warning', `image.credit.role: "${text}" is no role of the EBU; did you mean ${meant}?`, true);
}

/** A candidate without a size is the picture at its density of 1, which is no other size where others have one. */
function warnOfSrcset(srcset: YamlNode, report: Report): void {
  const text = readText(srcset, 'image.srcset', report)?.text ?? '';
  const candidates = [...srcsetCandidates(text)];
  const faulty = candidates.find(({ size }) => !WIDTH_OR_DENSITY.test(size) && (size !== '' || candidates.length > 1));
  if (!faulty) return;
  const found = `"${faulty.reference}" has ${faulty.size === '' ? 'no size' : `the size "${faulty.size}"`}`;
  report(srcset, 'warning', `image.srcset: ${found}; write its width in pixels behind it, such as 480w`);
}
