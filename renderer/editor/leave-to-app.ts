import { isMac } from '../commands/keys.ts';

/**
 * Keeps the palette's key out of Monaco, which waits for a second key after it: the palette must open from an editor as
 * from anywhere. And, where `isEnterForApp` says so, Ctrl/Cmd+Enter, with which Monaco adds a line. The event goes to the
 * window as if the editor had not been there. Returns what stops it.
 */
export function leaveKeysToApp(host: HTMLElement, isEnterForApp: () => boolean = () => false): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const isCommand = isMac ? event.metaKey : event.ctrlKey;
    if (!isCommand || event.shiftKey || event.altKey) return;
    const isPalette = event.key.toLowerCase() === 'k';
    if (!isPalette && !(event.key === 'Enter' && isEnterForApp())) return;
    event.preventDefault();
    event.stopPropagation();
    window.dispatchEvent(new KeyboardEvent('keydown', event));
  };
  host.addEventListener('keydown', onKeyDown, { capture: true });
  return () => host.removeEventListener('keydown', onKeyDown, { capture: true });
}
