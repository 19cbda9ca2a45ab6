import type { SchemeChoice, SignatureScheme } from '../model/index.ts';
import { presetList } from './presets/index.ts';
import type { SchemePreset } from './presets/preset.ts';

const presets = new Map(presetList.map((preset) => [preset.key, preset]));

/** The schemes that come with Hookbench, by the key a channel or receiver names them with. */
export const schemePresets: Record<string, SignatureScheme> = Object.fromEntries(
  presetList.map(({ key, scheme }) => [key, scheme]),
);

/** A preset with its facts: form of its keys, published verifier, warnings; null = there is none of that key. */
export function findPreset(key: string): SchemePreset | null {
  return presets.get(key) ?? null;
}

/** Finds a scheme of the workspace's own by its key; null = there is none. */
export type FindOwnScheme = (key: string) => SignatureScheme | null;

const noOwnSchemes: FindOwnScheme = () => null;
const withSettings = new WeakMap<SchemeChoice, { base: SignatureScheme; made: SignatureScheme }>();

/**
 * The scheme a choice means; null when no preset and no scheme of the workspace's own has that key. The same choice
 * gives the same scheme object, because a scheme is compiled once per object. Settings the scheme does not have are
 * passed over.
 */
export function resolveScheme(choice: SchemeChoice, findOwn: FindOwnScheme = noOwnSchemes): SignatureScheme | null {
  if ('custom' in choice) return choice.custom;
  const scheme = 'own' in choice ? findOwn(choice.own) : (presets.get(choice.preset)?.scheme ?? null);
  if (scheme === null) return null;
  if (choice.settings === undefined || scheme.settings === undefined) return scheme;
  const known = withSettings.get(choice);
  if (known?.base === scheme) return known.made;
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(scheme.settings)) {
    settings[name] = Object.hasOwn(choice.settings, name) ? (choice.settings[name] ?? value) : value;
  }
  const made = { ...scheme, settings };
  withSettings.set(choice, { base: scheme, made });
  return made;
}
