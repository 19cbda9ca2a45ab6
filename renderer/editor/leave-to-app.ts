import { isMac } from '../commands/keys.ts';

/**
 * Keeps the palette's key out of Monaco, which waits for a second key after it: the palette must open from an editor as
 * from anywhere. The event goes to the window as if the editor had not been there. Returns what stops it.
 */
export function leavePaletteKeyToApp(host: HTMLElement): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const isCommand = isMac ? event.metaKey : event.ctrlKey;
    if (!isCommand || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    event.stopPropagation();
    window.dispatchEvent(new KeyboardEvent('keydown', event));
  };
  host.addEventListener('keydown', onKeyDown, { capture: true });
  return () => host.removeEventListener('keydown', onKeyDown, { capture: true });
}
