import { parseWebUrl } from '../../core/fields/fields.ts';
import { withoutPasswords } from '../../core/text/without-passwords.ts';
import { OUTPUT_NAMES } from '../output-names.ts';

/** A deployed newsroom, from the outputs of the publisher's stack. */
export interface Deployment {
  readonly stack: string;
  readonly contentBucket: string;
  readonly feedsBucket: string;
  readonly functionName: string;
  /** ARN of the state machine of rebuilds by many functions; absent where there is no fleet. */
  readonly fleet?: string;
  /** Address of `public/`; absent where `site.yaml` sets it. */
  readonly feedsUrl?: string;
}

/** Outputs of a stack, by name. */
export type Outputs = Readonly<Record<string, string>>;

const REQUIRED = ['contentBucket', 'feedsBucket', 'functionName'] as const;

/** Returns true for the outputs of a publisher's stack, and not of another. */
export function isPublisher(outputs: Outputs): boolean {
  return REQUIRED.some(name => outputs[OUTPUT_NAMES[name]] !== undefined);
}

/** @throws Error where an output is missing, with what was found and the remedy. */
export function deploymentOf(stack: string, outputs: Outputs): Deployment {
  const missing = REQUIRED.map(name => OUTPUT_NAMES[name]).filter(name => !outputs[name]);
  if (missing.length > 0) throw new Error(`${lack(missing, outputs)}; ${mend(outputs)}`);
  const of = (name: keyof typeof OUTPUT_NAMES): string => outputs[OUTPUT_NAMES[name]] ?? '';
  const feedsUrl = of('feedsUrl');
  if (feedsUrl !== '' && parseWebUrl(feedsUrl) === undefined)
    throw new Error(
      `${OUTPUT_NAMES.feedsUrl}: expected a URL such as https://feeds.bao.example/, found ` +
        `"${withoutPasswords(feedsUrl)}"`,
    );
  return {
    stack,
    contentBucket: of('contentBucket'),
    feedsBucket: of('feedsBucket'),
    functionName: of('functionName'),
    ...(of('fleet') !== '' && { fleet: of('fleet') }),
    ...(feedsUrl !== '' && { feedsUrl }),
  };
}

function lack(missing: readonly string[], outputs: Outputs): string {
  const found = Object.keys(outputs)
    .filter(name => outputs[name])
    .sort();
  return `it has no output ${missing.join(', ')}, ${found.length > 0 ? `only ${found.join(', ')}` : 'nor any other'}`;
}

function mend(outputs: Outputs): string {
  if (isPublisher(outputs)) return 'deploy it again';
  return "name the publisher's stack, such as bantin-production-publisher, or finish its deployment";
}
