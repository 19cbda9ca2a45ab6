import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useEnvironment } from '../../stores/app-context.tsx';
import { useDocumentPart } from '../../stores/use-document.ts';
import { type TimedReveal, useTimedReveal } from '../../ui/use-timed-reveal.ts';
import { isSecretPath, showsSecrets, withoutSecrets } from './secret-texts.ts';
import { usePreviewPart } from './use-preview.ts';

const none: ReadonlySet<string> = new Set();
const Masked = createContext(none);

export interface SecretReveal extends TimedReveal {
  /** Names of the environment's secrets. */
  secrets: ReadonlySet<string>;
}

/** Secrets in the preview are masked unless asked for, and masked again by themselves. */
export function useSecretReveal(): SecretReveal {
  const environment = useEnvironment();
  const names = useDocumentPart('environment', environment, (value) => value.secrets.join(' ')) ?? '';
  const secrets = useMemo(() => (names === '' ? none : new Set(names.split(' '))), [names]);
  return { secrets, ...useTimedReveal() };
}

/** Masks secrets in the parts of a request inside. */
export function SecretMask({ reveal, children }: { reveal: SecretReveal; children: ReactNode }) {
  return <Masked value={reveal.isRevealed ? none : reveal.secrets}>{children}</Masked>;
}

/** Names of the secrets that are masked here. */
function useMaskedSecrets(): ReadonlySet<string> {
  return useContext(Masked);
}

/** Masks secrets in a text of the channel's request; undefined = nothing is masked here. */
export function useTextMask(templateKey: string): ((text: string) => string) | undefined {
  const sourceMap = usePreviewPart(templateKey, 'sourceMap');
  const masked = useMaskedSecrets();
  return useMemo(
    () =>
      sourceMap === null || !showsSecrets(sourceMap, masked)
        ? undefined
        : (text) => withoutSecrets(text, sourceMap, masked),
    [sourceMap, masked],
  );
}

export function useIsMasked(path: string | null | undefined): boolean {
  return isSecretPath(path, useMaskedSecrets());
}
