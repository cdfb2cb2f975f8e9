import { spawn } from 'node:child_process';

/** Opens an address in the user's browser. `onFailed` gets the reason where that fails; nothing else depends on it. */
export function openBrowser(url: string, onFailed: (reason: string) => void, platform = process.platform): void {
  const [command, ...args] = opener(platform);
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', error => onFailed(error.message));
  // Where there is no browser, the opener itself ends so.
  child.on('exit', status => {
    if (status) onFailed(`${command} ended with ${status}`);
  });
  child.unref();
}

function opener(platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  // The empty text is the title of a window: `start` takes a first text in quotation marks for it.
  return platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
}
