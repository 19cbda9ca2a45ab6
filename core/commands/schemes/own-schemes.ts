import type { SignatureScheme } from '../../model/index.ts';
import { type FindOwnScheme, schemePresets } from '../../signing/index.ts';
import type { EngineContext } from '../engine-context.ts';

/** The schemes that the workspace keeps as documents of their own, as they are now. */
export function ownSchemes({ workspace }: Pick<EngineContext, 'workspace'>): FindOwnScheme {
  return (key): SignatureScheme | null => workspace.get('signature-scheme', key)?.value ?? null;
}

/** What a scheme of the workspace is called where presets go by their keys. No preset's key holds a slash. */
function ownSchemeName(key: string): string {
  return `own/${key}`;
}

/** Own schemes and presets, by name. Own ones come first: of two with the same rules, they are the ones that are told. */
export function namedSchemes(
  own: Iterable<readonly [key: string, scheme: SignatureScheme]>,
): Readonly<Record<string, SignatureScheme>> {
  const named = Object.fromEntries([...own].map(([key, scheme]) => [ownSchemeName(key), scheme]));
  return { ...named, ...schemePresets };
}

/** The same of a workspace, as it is now. */
export function workspaceSchemes({
  workspace,
}: Pick<EngineContext, 'workspace'>): Readonly<Record<string, SignatureScheme>> {
  return namedSchemes(
    workspace
      .documents()
      .flatMap((document) => (document.kind === 'signature-scheme' ? [[document.key, document.value] as const] : [])),
  );
}
