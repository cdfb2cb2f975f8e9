import type { Problem } from '../../problem.ts';
import type { Profile, ProfileContext, Rule } from './profile.ts';

/** Returns a problem for each rule that a subject breaks. `what` is the prefix of each message. */
export function brokenRules<Subject>(
  { title }: Pick<Profile, 'title'>,
  rules: readonly Rule<Subject>[],
  subject: Subject,
  context: ProfileContext,
  path: string,
  what = '',
): readonly Problem[] {
  return rules.flatMap(({ severity, source, problem }) => {
    const message = problem(subject, context);
    return message === undefined ? [] : [{ path, severity, message: `${title}: ${what}${message} (${source})` }];
  });
}
