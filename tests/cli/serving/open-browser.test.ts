import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openBrowser } from '../../../functions/cli/serving/open-browser.ts';
import { temporaryDirectory } from '../../stores/temporary-directory.ts';

afterEach(() => vi.unstubAllEnvs());

/** A folder of commands that note what they are called with. */
function commands(...names: readonly string[]): { readonly called: () => string | undefined } {
  const folder = temporaryDirectory();
  const file = join(folder, 'called');
  for (const name of names) {
    writeFileSync(join(folder, name), `#!/bin/sh\nprintf '%s|' ${name} "$@" > '${file}'\n`);
    chmodSync(join(folder, name), 0o755);
  }
  vi.stubEnv('PATH', `${folder}${delimiter}${names.length > 0 ? process.env.PATH : ''}`);
  return { called: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined) };
}

describe('a browser', () => {
  it.each([
    ['linux', 'xdg-open|http://127.0.0.1:1/|'],
    ['darwin', 'open|http://127.0.0.1:1/|'],
    ['win32', 'cmd|/c|start||http://127.0.0.1:1/|'],
  ] as const)('is opened as %s does it', async (platform, call) => {
    const { called } = commands('xdg-open', 'open', 'cmd');
    const onFailed = vi.fn();
    openBrowser('http://127.0.0.1:1/', onFailed, platform);
    await vi.waitFor(() => expect(called()).toBe(call));
    expect(onFailed).not.toHaveBeenCalled();
  });

  it('may be missing, which is told', async () => {
    commands();
    const onFailed = vi.fn();
    openBrowser('http://127.0.0.1:1/', onFailed, 'linux');
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledWith(expect.stringContaining('ENOENT')));
  });

  it('may not be found by what opens it, which is told', async () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'xdg-open'), '#!/bin/sh\nexit 3\n');
    chmodSync(join(folder, 'xdg-open'), 0o755);
    vi.stubEnv('PATH', folder);
    const onFailed = vi.fn();
    openBrowser('http://127.0.0.1:1/', onFailed, 'linux');
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledExactlyOnceWith('xdg-open ended with 3'));
  });
});
