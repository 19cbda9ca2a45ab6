import type { CommandRegistry } from './command-registry.ts';

/** Runs commands by their keys. Returns what stops it. A key that a control has used (`defaultPrevented`) is left alone. */
export function listenForShortcuts(window: Window, registry: CommandRegistry): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = registry.match(event, isTextField(event.target));
    if (command === undefined) return;
    event.preventDefault();
    void command.run();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.tagName === 'TEXTAREA' ||
    target.tagName === 'INPUT' ||
    target.closest('.monaco-editor') !== null
  );
}
