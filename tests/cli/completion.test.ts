import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin } from './run.ts';

/** Returns the completions that bash offers at the end of a command line. */
function offered(script: string, words: readonly string[]): readonly string[] {
  const typed = words.map(word => `'${word}'`).join(' ');
  const asked = `COMP_WORDS=(bantin ${typed}); COMP_CWORD=${words.length}; _bantin`;
  const program = `${script}\n${asked}\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', program], { encoding: 'utf8' }).split('\n').filter(Boolean);
}

async function scriptFor(shell: string): Promise<string> {
  const { status, stdout, stderr } = await bantin('completion', shell);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

const hasShell = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

describe('bantin completion', () => {
  it('completes commands, options and their values in bash', async () => {
    const script = await scriptFor('bash');
    expect(offered(script, ['ch'])).toEqual(['check']);
    expect(offered(script, [''])).toEqual(
      expect.arrayContaining(['init', 'new', 'build', 'serve', 'publish', 'status']),
    );
    expect(offered(script, ['build', '--o'])).toEqual(['--out']);
    expect(offered(script, ['check', '--o'])).toEqual([]);
    expect(offered(script, ['new', 'Tin', '--format', 't'])).toEqual(['txt']);
    expect(offered(script, ['check', '--format', ''])).toEqual(['text', 'github']);
    // Names of files are bash's own.
    expect(offered(script, ['check', 'con'])).toEqual([]);
    expect(script).toContain('complete -o default -F _bantin bantin');
  });

  it.each(['zsh', 'fish'])('has a script for %s that names every command and option', async shell => {
    const script = await scriptFor(shell);
    const { stdout: help } = await bantin('--help');
    const commands = [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name);
    expect(commands.length).toBeGreaterThan(8);
    for (const command of commands) {
      expect(script, command).toMatch(new RegExp(`(?:-a |')${command}\\b`));
      // Of help itself the program's own is shown, whose options stand with no command.
      const { stdout } = command === 'help' ? { stdout: '' } : await bantin('help', command);
      for (const [, flag = ''] of stdout.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm))
        expect(script, `${command} --${flag}`).toContain(shell === 'fish' ? `-l ${flag}` : `'--${flag}[`);
    }
    const file = join(temporaryDirectory(), 'script');
    writeFileSync(file, script);
    if (hasShell(shell)) execFileSync(shell, ['-n', file]);
  });

  it('keeps quotes, brackets and colons of descriptions what they are', async () => {
    expect(await scriptFor('zsh')).toContain(String.raw`'--title[the newsroom'\''s name]:value:_files'`);
    expect(await scriptFor('fish')).toContain(String.raw`-l title -r -d 'the newsroom\'s name'`);
    expect(await scriptFor('zsh')).toMatch(/--profile\[check for an aggregator, too\\: google-news/);
  });

  it('is there for three shells', async () => {
    expect(await bantin('completion', 'csh')).toMatchObject({
      status: 2,
      stderr: 'bantin: expected one of bash, zsh, fish, found "csh"\n',
    });
  });
});
