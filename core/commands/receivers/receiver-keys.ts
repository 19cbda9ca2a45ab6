import { parseVariable } from '../../workflow/index.ts';
import { referencedVariable } from '../environments/variable-reference.ts';
import type { StoredRooms } from '../stored-rooms.ts';

/** Where receivers get the keys from that they verify with. */
export interface ReceiverKeys {
  /** The key that the text means: itself, or the value that `{{ vars.name }}` has; empty when it has none. */
  resolve(text: string): string;
  /** A receiver belongs to no environment: the one that sends is asked first, then the others by name. */
  prefer(environment: string): void;
  /** The environment has another key. */
  follow(from: string, to: string): void;
}

export function createReceiverKeys({ workspace, secrets }: StoredRooms): ReceiverKeys {
  let preferred: string | null = null;

  function valueIn(environment: string, name: string): string | null {
    const value = workspace.get('environment', environment)?.value;
    if (value === undefined) return null;
    if (value.secrets.includes(name)) return secrets.get(environment, name) ?? null;
    const text = Object.hasOwn(value.variables, name) ? value.variables[name] : undefined;
    if (text === undefined) return null;
    const parsed = parseVariable(text);
    return typeof parsed === 'string' ? parsed : text;
  }

  return {
    prefer(environment) {
      preferred = environment;
    },
    follow(from, to) {
      if (preferred === from) preferred = to;
    },
    resolve(text) {
      const name = referencedVariable(text);
      if (name === null) return text;
      const first = preferred === null ? null : valueIn(preferred, name);
      if (first !== null) return first;
      for (const document of workspace.documents()) {
        if (document.kind !== 'environment') continue;
        const value = valueIn(document.key, name);
        if (value !== null) return value;
      }
      return '';
    },
  };
}
