import type { Problem } from '../../problem.ts';
import type { Profile, ProfileContext, Rule } from './profile.ts';

/** A rule that a subject breaks: what is wrong, and where the rule stands. */
export interface BrokenRule extends Pick<Rule<never>, 'severity' | 'source'> {
  readonly message: string;
}

/** Returns the rules that a subject breaks. */
export function rulesBroken<Subject>(
  rules: readonly Rule<Subject>[],
  subject: Subject,
  context: ProfileContext,
): readonly BrokenRule[] {
  return rules.flatMap(({ severity, source, problem }) => {
    const message = problem(subject, context);
    return message === undefined ? [] : [{ severity, source, message }];
  });
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
  return rulesBroken(rules, subject, context).map(({ severity, source, message }) => ({
    path,
    severity,
    message: `${title}: ${what}${message} (${source})`,
  }));
}
