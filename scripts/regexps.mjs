// Finds the regular expressions of a program, and tells those that can take more than linear time.
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { CharSet, JS, NFA } from 'refa';
import { analyse } from 'scslre';

/**
 * Returns the regular expressions of a source: literals, and what is given to `RegExp`. `source` is `undefined` where
 * that is not known before the program runs, `written` what stands in the program then.
 */
export function regexpsIn(text, { typescript }) {
  const { code } = transformSync(text, { loader: typescript ? 'ts' : 'js', target: 'esnext' });
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const constants = new Map();
  const found = [];
  walk(program, node => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
      constants.set(node.id.name, node.init);
  });
  walk(program, node => {
    if (node.type === 'Literal' && node.regex) found.push({ source: node.regex.pattern, flags: node.regex.flags });
    const isCall = node.type === 'NewExpression' || node.type === 'CallExpression';
    if (!isCall || node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return;
    const [pattern, flags] = node.arguments.map(argument => textOfExpression(argument, constants));
    const [written] = node.arguments.map(({ start, end }) => code.slice(start, end));
    found.push({ source: pattern, flags: flags ?? '', written });
  });
  return found;
}

function walk(node, visit) {
  if (Array.isArray(node)) for (const part of node) walk(part, visit);
  if (!node || typeof node.type !== 'string') return;
  visit(node);
  for (const value of Object.values(node)) if (value && typeof value === 'object') walk(value, visit);
}

/** The text of an expression of constants; of a regular expression its source. */
function textOfExpression(node, constants) {
  const value = part => textOfExpression(part, constants);
  switch (node.type) {
    case 'Literal':
      return node.regex ? node.regex.pattern : String(node.value);
    case 'Identifier':
      return constants.has(node.name) ? value(constants.get(node.name)) : undefined;
    case 'MemberExpression':
      return node.property.name === 'source' ? value(node.object) : undefined;
    case 'BinaryExpression':
      return node.operator === '+' ? joined([value(node.left), value(node.right)]) : undefined;
    case 'TemplateLiteral':
      return joined(
        node.quasis.flatMap((part, at) => [part.value.cooked, ...node.expressions.slice(at, at + 1).map(value)]),
      );
    case 'TaggedTemplateExpression':
      return joined(
        node.quasi.quasis.flatMap((part, at) => [
          part.value.raw,
          ...node.quasi.expressions.slice(at, at + 1).map(value),
        ]),
      );
    default:
      return undefined;
  }
}

function joined(parts) {
  return parts.includes(undefined) ? undefined : parts.join('');
}

/** Returns how a regular expression takes more than linear time, or `undefined`. */
export function flaw({ source, flags }) {
  const { reports } = analyse({ source, flags }, { maxReports: 1, reportTypes: { Move: false } });
  const [report] = reports;
  if (report) {
    const loops = [report.quant, report.startQuant, report.endQuant]
      .filter(loop => loop !== undefined)
      .map(({ raw }) => raw);
    const how = report.type === 'Self' ? 'repeats itself' : 'trade what they take';
    return `takes ${report.exponential ? 'exponential' : 'quadratic'} time: ${loops.join(' and ')} ${how}`;
  }
  const loop = flags.includes('y') ? undefined : restartingLoop({ source, flags });
  return loop && `takes quadratic time: a search that fails begins anew at each place that ${loop} takes`;
}

/**
 * A search is tried from each place of a text. Where what leads to a loop can lie within what the loop takes, as `<` in
 * `<[^>]*>`, a text full of it is read to its end from each such place. Returns that loop.
 */
function restartingLoop({ source, flags }) {
  const parser = JS.Parser.fromLiteral({ source, flags });
  const { expression, maxCharacter } = parser.parse({ backreferences: 'disable' });
  const textOf = loop => source.slice(loop.source?.start, loop.source?.end) || 'a loop';
  const automaton = elements =>
    NFA.fromRegex(concatenation(withoutStart(elements)), { maxCharacter }, { assertions: 'ignore' });
  const behind = loopBehind(expression.alternatives);
  if (behind) return textOf(behind);
  for (const { prefix, loop, suffix } of loopsIn(expression.alternatives)) {
    if (suffix.every(isOptional) && loop.min <= MAX_REPEATS) continue;
    const repeated = { ...loop, min: 0, max: Number.POSITIVE_INFINITY };
    const once = { ...loop, min: 1, max: Number.POSITIVE_INFINITY };
    const led = automaton([...prefix, repeated]);
    const ends = endingOutside(prefix, maxCharacter);
    const attack = NFA.fromIntersection(NFA.fromIntersection(led, automaton([once])), automaton(ends));
    if (!attack.isEmpty) return textOf(loop);
  }
  return undefined;
}

/** Number of repeats from which on they count as endless: the text is read as often from each place. */
const MAX_REPEATS = 300;

/** Each endless loop with what comes before and after it, within its lookahead where it stands in one. */
function* loopsIn(alternatives, before = [], after = []) {
  for (const { elements } of alternatives) {
    for (const [at, element] of elements.entries()) {
      const prefix = [...before, ...elements.slice(0, at)];
      const suffix = [...elements.slice(at + 1), ...after];
      const isLoop = element.type === 'Quantifier' && element.max > MAX_REPEATS;
      if (isLoop) yield { prefix, loop: element, suffix };
      if (element.type === 'Quantifier' || element.type === 'Alternation')
        yield* loopsIn(element.alternatives, prefix, suffix);
      if (element.type === 'Assertion' && element.kind === 'ahead') yield* loopsIn(element.alternatives, prefix);
    }
  }
}

/** The first endless loop of a lookbehind: it is read backwards from each place. */
function loopBehind(alternatives, isBehind = false) {
  for (const element of alternatives.flatMap(({ elements }) => elements)) {
    if (isBehind && element.type === 'Quantifier' && element.max > MAX_REPEATS) return element;
    const within = element.alternatives && loopBehind(element.alternatives, isBehind || element.kind === 'behind');
    if (within) return within;
  }
  return undefined;
}

/**
 * Elements in which `^` is what never matches: all but one of the places that a search is tried from are no start of
 * the text.
 */
function withoutStart(elements) {
  return elements.map(element => {
    if (isStart(element))
      return {
        type: 'CharacterClass',
        characters: CharSet.empty(element.alternatives[0].elements[0].characters.maximum),
      };
    if (!element.alternatives) return element;
    return {
      ...element,
      alternatives: element.alternatives.map(({ elements }) => concatenation(withoutStart(elements))),
    };
  });
}

function isStart({ type, kind, negate, alternatives }) {
  return (
    type === 'Assertion' && kind === 'behind' && negate && alternatives[0]?.elements[0]?.characters?.isAll === true
  );
}

/** Returns whether an element matches whatever comes: after a loop, nothing that could fail. */
function isOptional(element) {
  if (element.type === 'Quantifier') return element.min === 0;
  return element.type === 'Alternation' && element.alternatives.some(({ elements }) => elements.every(isOptional));
}

/** Texts after which a search may begin: none that end in what a lookbehind, or `^`, at the start of it forbids. */
function endingOutside(prefix, maxCharacter) {
  const all = CharSet.all(maxCharacter);
  let allowed = all;
  for (const { type, kind, negate, alternatives } of prefix) {
    if (type !== 'Assertion') break;
    const [character, ...rest] = alternatives.flatMap(({ elements }) => elements);
    if (kind === 'behind' && negate && rest.length === 0 && character?.type === 'CharacterClass')
      allowed = allowed.without(character.characters);
  }
  return [repeat(concatenation([characters(all)]), 0), characters(allowed)];
}

const characters = set => ({ type: 'CharacterClass', characters: set });
const concatenation = elements => ({ type: 'Concatenation', elements });
const repeat = (alternative, min) => ({
  type: 'Quantifier',
  alternatives: [alternative],
  min,
  max: Number.POSITIVE_INFINITY,
  lazy: false,
});
