import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(import.meta.dirname, '../..');

export interface CdkOptions {
  /** Working directory. Default: the root of the project. */
  readonly cwd?: string;
  /** Milliseconds until it is ended. */
  readonly limit?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs the CDK's command, on the account that the environment leads to, and gives all that it said.
 * @throws Error with the end of what it said, where it fails or takes too long.
 */
export async function cdk(
  args: readonly string[],
  { cwd = ROOT, limit = 120_000, env }: CdkOptions = {},
): Promise<string> {
  const command = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
  const options = {
    cwd,
    timeout: limit,
    maxBuffer: 16 * 1024 * 1024,
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', ...env },
  };
  const all = [command, ...args, '--no-notices', '--no-color'];
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, all, options);
    return stdout + stderr;
  } catch (error) {
    const {
      stdout = '',
      stderr = '',
      killed = false,
    } = error as { stdout?: string; stderr?: string; killed?: boolean };
    const end = killed ? `took more than ${limit / 1000} s` : 'failed';
    throw new Error(`cdk ${args.join(' ')} ${end}:\n${(stdout + stderr).slice(-4000)}`, { cause: error });
  }
}

/**
 * Resources that the emulator does not know, and no other needs: alarms that add metrics up, and the dashboard that
 * shows them.
 */
const UNKNOWN_TO_EMULATOR: ReadonlySet<unknown> = new Set(['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard']);

/** Takes what the emulator does not know out of the templates of a synthesized app. */
export function leaveOutUnknown(folder: string): void {
  for (const name of readdirSync(folder).filter(name => name.endsWith('.template.json'))) {
    const file = join(folder, name);
    const template: { Resources: Record<string, { Type: string }> } = JSON.parse(readFileSync(file, 'utf8'));
    const Resources = Object.fromEntries(
      Object.entries(template.Resources).filter(([, { Type }]) => !UNKNOWN_TO_EMULATOR.has(Type)),
    );
    writeFileSync(file, JSON.stringify({ ...template, Resources }));
  }
}
