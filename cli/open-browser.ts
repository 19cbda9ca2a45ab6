import { spawn } from 'node:child_process';

/** Opens the address in the default browser where there is a desktop to open it on; failing that, does nothing. */
export function openBrowser(url: string): void {
  const opener = openerOf(process.platform, process.env);
  if (opener === null) return;
  const child = spawn(opener.program, [...opener.args, url], { detached: true, stdio: 'ignore' });
  // The address is on the terminal already.
  child.on('error', () => undefined);
  child.unref();
}

export function openerOf(
  platform: string,
  environmentVariables: Readonly<Record<string, string | undefined>>,
): { program: string; args: string[] } | null {
  if (platform === 'darwin') return { program: 'open', args: [] };
  if (platform === 'win32') return { program: 'rundll32', args: ['url.dll,FileProtocolHandler'] };
  const hasDesktop = Boolean(environmentVariables.DISPLAY || environmentVariables.WAYLAND_DISPLAY);
  return hasDesktop ? { program: 'xdg-open', args: [] } : null;
}
