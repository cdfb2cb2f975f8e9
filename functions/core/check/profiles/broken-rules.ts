import type { Position, Problem } from '../../problem.ts';
import type { Profile, ProfileContext, Rule } from './profile.ts';

/** A rule that a subject breaks: what is wrong, and where the rule stands. */
export interface BrokenRule extends Pick<Rule<never>, 'severity' | 'source' | 'field'> {
  readonly message: string;
}

/** Returns the rules that a subject breaks. */
export function rulesBroken<Subject>(
  rules: readonly Rule<Subject>[],
  subject: Subject,
  context: ProfileContext,
): readonly BrokenRule[] {
  return rules.flatMap(({ severity, source, field, problem }) => {
    const message = problem(subject, context);
    return message === undefined ? [] : [{ severity, source, message, ...(field !== undefined && { field }) }];
  });
}

/** Returns where the field of a rule stands in a file. */
export function placeOfField(
  { field }: Pick<BrokenRule, 'field'>,
  path: string,
  { places }: ProfileContext,
): Position | undefined {
  return field === undefined ? undefined : places?.(path)?.(field);
}

/** Returns a problem for each rule that a subject breaks. `what` is the prefix of each message. */
export function brokenRules<Subject>(
  { title }: Pick<Profile, 'title'>,
  rules: readonly Rule<Subject>[],
  subject: Subject,
  context: ProfileContext,
  path: string,
  what = '',
): readonly Problem[] {
  return rulesBroken(rules, subject, context).map(rule => ({
    path,
    ...placeOfField(rule, path, context),
    severity: rule.severity,
    message: `${title}: ${what}${rule.message} (${rule.source})`,
  }));
}
