import type { SignatureScheme } from '../model/index.ts';
import type { FindOwnScheme } from '../signing/index.ts';
import type { EngineContext } from './engine-context.ts';

/** The schemes that the workspace keeps as documents of their own, as they are now. */
export function ownSchemes({ workspace }: Pick<EngineContext, 'workspace'>): FindOwnScheme {
  return (key): SignatureScheme | null => workspace.get('signature-scheme', key)?.value ?? null;
}
