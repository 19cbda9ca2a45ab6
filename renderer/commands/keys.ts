import type { CommandKeys } from './command.ts';

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export function keysFor(keys: CommandKeys, isMac: boolean): string {
  return typeof keys === 'string' ? keys : isMac ? keys.mac : keys.other;
}

/** One spelling for every way of writing the same keys: `Ctrl+Shift+K`, modifiers in a fixed order. */
export function normalizeKeys(keys: CommandKeys, isMac: boolean): string {
  // `+` itself may be the key: `Mod++`.
  const text = keysFor(keys, isMac);
  const parts = text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+');
  const key = parts.at(-1) ?? '';
  const modifiers = new Set(parts.slice(0, -1).map((part) => (part === 'Mod' ? (isMac ? 'Meta' : 'Ctrl') : part)));
  return joinKeys(modifiers, key);
}

/** The keys an event stands for, in the same spelling. */
export function keysOfEvent(event: KeyPress): string {
  const modifiers = new Set<string>();
  if (event.ctrlKey) modifiers.add('Ctrl');
  if (event.metaKey) modifiers.add('Meta');
  if (event.altKey) modifiers.add('Alt');
  // Shift is part of the character for `+`, `?` and the like; for letters and named keys it is a modifier.
  if (event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key))) modifiers.add('Shift');
  return joinKeys(modifiers, event.key);
}

function joinKeys(modifiers: ReadonlySet<string>, key: string): string {
  const name = key.length === 1 ? key.toUpperCase() : key;
  return [...['Ctrl', 'Meta', 'Alt', 'Shift'].filter((modifier) => modifiers.has(modifier)), name].join('+');
}

const macSymbols: Record<string, string> = { Ctrl: '⌃', Meta: '⌘', Alt: '⌥', Shift: '⇧' };
const keyNames: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Escape: 'Esc',
};

/** As people read it: `⇧⌘K` on a Mac, `Ctrl+Shift+K` elsewhere. */
export function keysText(keys: CommandKeys, isMac: boolean): string {
  const text = normalizeKeys(keys, isMac);
  const parts = text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+');
  const named = parts.map((part) => keyNames[part] ?? part);
  return isMac ? named.map((part) => macSymbols[part] ?? part).join('') : named.join('+');
}

export const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);
