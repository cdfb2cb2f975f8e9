import { readFileSync } from 'node:fs';
import { HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../lib/environments.ts';
import { addStacks } from '../../lib/stacks.ts';
import { createApp, EVERY_OPTION, ROOT, STAND_INS } from './samples.ts';

/** A rule of a pack, and the construct that it objects to: `NIST S3BucketVersioningEnabled Feeds`. */
type Finding = string;

interface Row {
  readonly rules: readonly string[];
  readonly packs: readonly string[];
  readonly constructs: readonly string[];
  readonly answer: string;
}

const PACKS = { NIST: NIST80053R5Checks, HIPAA: HIPAASecurityChecks, PCI: PCIDSS321Checks } as const;
const ROWS = readRows();

/** Whatever the three packs find in the templates, sorted. */
function findingsIn(context: Readonly<Record<string, string>> = {}): readonly Finding[] {
  const app = createApp(context);
  addStacks(app, readEnvironment(app.node), STAND_INS);
  // The names of resources of the other stack are known only then.
  app.synth();
  const findings = Object.entries(PACKS).flatMap(([pack, Checks]) =>
    new Checks(app).validateScope(app).violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => {
        const [, construct] = constructPath.split('/');
        return `${pack} ${ruleName.slice(ruleName.indexOf('-') + 1)} ${construct}`;
      }),
    ),
  );
  return [...new Set(findings)].sort();
}

/** Returns the findings that rows of docs/compliance.md expect of the packs. */
function findingsOf(rows: readonly Row[]): readonly Finding[] {
  const findings = rows.flatMap(({ rules: [rule = ''], packs, constructs }) =>
    rule.startsWith('CKV_') ? [] : packs.flatMap(pack => constructs.map(construct => `${pack} ${rule} ${construct}`)),
  );
  return findings.sort();
}

function readRows(): readonly Row[] {
  const lines = readFileSync(`${ROOT}/docs/compliance.md`, 'utf8').split('\n');
  const table = lines.filter(line => line.startsWith('| ')).slice(2);
  const codes = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return table.map(line => {
    const [, , rules, packs = '', constructs, answer = ''] = line.split('|').map(cell => cell.trim());
    return {
      rules: codes(rules),
      packs: packs.split(', ').filter(pack => pack !== ''),
      constructs: codes(constructs),
      answer,
    };
  });
}

describe('docs/compliance.md', () => {
  it('answers all that the packs of NIST, HIPAA and PCI find, and nothing that they no longer do', () => {
    expect(findingsOf(ROWS)).toEqual(findingsIn());
    expect(ROWS.length).toBeGreaterThan(10);
  });

  it('calls an option what an option mends, and meant what none does', () => {
    for (const { answer } of ROWS) expect(answer).toMatch(/^\*\*(?:meant\*\*: |option\*\* `\w+`\. )/);
    expect(findingsOf(ROWS.filter(({ answer }) => answer.startsWith('**meant')))).toEqual(findingsIn(EVERY_OPTION));
  });

  it('names options that there are', () => {
    const named = ROWS.flatMap(({ answer }) => /^\*\*option\*\* `(\w+)`/.exec(answer)?.[1] ?? []);
    expect(Object.keys(EVERY_OPTION)).toEqual(expect.arrayContaining(named));
  });

  it('has each rule of checkov once', () => {
    const checkov = ROWS.flatMap(({ rules }) => rules.filter(rule => rule.startsWith('CKV_')));
    expect(checkov).toHaveLength(new Set(checkov).size);
    expect(checkov.length).toBeGreaterThan(5);
  });
});
