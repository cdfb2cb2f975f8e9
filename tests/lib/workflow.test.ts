import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './samples.ts';

interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly run?: string;
    readonly uses?: string;
    readonly with?: Readonly<Record<string, string>>;
  }[];
}

const text = readFileSync(`${ROOT}/.github/workflows/deploy.yml`, 'utf8');
const { jobs, permissions, concurrency } = parse(text) as {
  readonly jobs: Readonly<Record<'check' | 'diff' | 'deploy', Job>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: Readonly<Record<string, unknown>>;
};
const commandsOf = ({ steps }: Job): readonly string[] => steps.flatMap(({ run }) => run ?? []);

describe('the workflow', () => {
  it('checks code and content before it deploys, with scripts that exist', () => {
    const scripts = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')).scripts;
    expect(commandsOf(jobs.check)).toEqual([
      'npm ci',
      'npm run check',
      'npm test',
      'npm run check:workflows',
      'npm run synth',
    ]);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['check', 'test', 'check:workflows', 'synth']));
    expect(scripts.check).toContain('check content');
    expect(jobs.deploy.needs).toBe('check');
  });

  it('deploys main alone, without asking, and keeps the outputs', () => {
    expect(jobs.deploy.if).toContain("github.event_name == 'push'");
    expect(commandsOf(jobs.deploy).at(-1)).toMatch(
      /^npx --no-install cdk deploy --all --require-approval never .*--outputs-file outputs\.json$/,
    );
    expect(jobs.deploy.steps.at(-1)?.with?.path).toBe('outputs.json');
  });

  it('lets a commit wait until the one before it is deployed, so that none goes back to an older one', () => {
    expect(concurrency?.group).toContain('github.ref');
    // Of main none is broken off.
    expect(concurrency?.['cancel-in-progress']).toContain("github.event_name == 'pull_request'");
  });

  it('runs actions of one commit, since a tag can be moved, and says which version that is', () => {
    const uses = text.split('\n').filter(line => line.includes('uses:'));
    expect(uses.length).toBeGreaterThan(5);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('keeps no keys: roles by OIDC, in the two jobs that need one', () => {
    expect(text).not.toMatch(/secrets\.|aws-access-key-id/);
    expect(permissions).toEqual({ contents: 'read' });
    for (const [name, job] of Object.entries(jobs)) {
      const role = job.steps.find(({ uses }) => uses?.startsWith('aws-actions/'))?.with?.['role-to-assume'];
      expect(job.permissions?.['id-token'], name).toBe(role ? 'write' : undefined);
    }
  });

  it('asks of the role for pull requests only to read the templates of these stacks', () => {
    const page = readFileSync(`${ROOT}/docs/deploy.md`, 'utf8');
    const policies = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => JSON.parse(json));
    const [diff, ...more] = policies.filter(policy => JSON.stringify(policy).includes('cloudformation:GetTemplate'));
    expect(more).toEqual([]);
    expect(diff.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
        // CloudFront's logs are a stack in us-east-1.
        Resource: ['ap-southeast-1', 'us-east-1'].map(
          region => `arn:aws:cloudformation:${region}:123456789012:stack/bantin-*`,
        ),
      },
    ]);
    // It may read every object of the account.
    expect(page.match(/-lookup-role-/g)).toHaveLength(1);
  });

  it('gives code of forks no role', () => {
    expect(jobs.diff.if).toContain('head.repo.full_name == github.repository');
  });
});

describe('Dependabot', () => {
  const { updates } = parse(readFileSync(`${ROOT}/.github/dependabot.yml`, 'utf8')) as {
    readonly updates: readonly {
      readonly 'package-ecosystem': string;
      readonly directory?: string;
      readonly directories?: readonly string[];
    }[];
  };
  const watched = (ecosystem: string): readonly string[] =>
    updates
      .filter(update => update['package-ecosystem'] === ecosystem)
      .flatMap(({ directory, directories }) => directories ?? [directory ?? ''])
      .sort();

  it('watches every file that pins packages', () => {
    const ignored = readFileSync(`${ROOT}/.gitignore`, 'utf8').split('\n');
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && entry.name !== '.git')
      .map(({ name }) => name)
      .filter(name => !ignored.some(pattern => pattern === name || pattern === `${name}/`));
    const files = folders.flatMap(folder =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
    );
    files.push(...readdirSync(ROOT));
    const foldersOf = (name: string) =>
      files
        .filter(file => basename(file) === name)
        .map(file => `/${dirname(file)}`.replace(/\/\.$/, '/'))
        .sort();
    expect(watched('npm')).toEqual(foldersOf('package-lock.json'));
    expect(watched('pip')).toEqual(foldersOf('requirements.txt'));
    expect(watched('gomod')).toEqual(foldersOf('go.mod'));
    expect(watched('github-actions')).toEqual(['/']);
  });
});
