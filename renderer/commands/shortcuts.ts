import type { CommandRegistry } from './command-registry.ts';

/** Runs commands by their keys. Returns what stops it. A key that a control has used (`defaultPrevented`) is left alone. */
export function listenForShortcuts(window: Window, registry: CommandRegistry): () => void {
  const runMatch = (event: KeyboardEvent): boolean => {
    if (event.defaultPrevented || event.isComposing) return false;
    const command = registry.match(event, isTextField(event.target));
    if (command === undefined) return false;
    event.preventDefault();
    void command.run();
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => void runMatch(event);
  const onKeyDownFirst = (event: KeyboardEvent): void => {
    if (isKeptByControl(event) && runMatch(event)) event.stopPropagation();
  };
  window.addEventListener('keydown', onKeyDown);
  window.addEventListener('keydown', onKeyDownFirst, true);
  return () => {
    window.removeEventListener('keydown', onKeyDown);
    window.removeEventListener('keydown', onKeyDownFirst, true);
  };
}

/**
 * React Aria takes every Enter on a button as a press, with Ctrl or Cmd too, and tells nobody else. Those are shortcuts
 * here, so they are heard before the button; in a dialog its own buttons come first.
 */
function isKeptByControl(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !(event.target instanceof Element)) return false;
  const isControl =
    event.target.closest('button, [role="button"], input[type="checkbox"], input[type="radio"]') !== null;
  return isControl && event.target.closest('[role="dialog"], [role="alertdialog"]') === null;
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
