import { Eye, EyeOff } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useEnvironment } from '../../stores/app-context.tsx';
import { useDocumentPart } from '../../stores/use-document.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { Button } from '../../ui/button.tsx';
import { revealMs } from '../../ui/secret-field.tsx';
import { isSecretPath, showsSecrets, withoutSecrets } from './secret-texts.ts';
import { usePreviewPart } from './use-preview.ts';

const none: ReadonlySet<string> = new Set();
const Masked = createContext(none);

export interface SecretReveal {
  /** Names of the environment's secrets. */
  secrets: ReadonlySet<string>;
  isRevealed: boolean;
  toggle(): void;
}

/** Secrets in the preview are masked unless asked for, and masked again by themselves. */
export function useSecretReveal(): SecretReveal {
  const environment = useEnvironment();
  const names = useDocumentPart('environment', environment, (value) => value.secrets.join(' ')) ?? '';
  const secrets = useMemo(() => (names === '' ? none : new Set(names.split(' '))), [names]);
  const [isRevealed, setRevealed] = useState(false);
  useEffect(() => {
    if (!isRevealed) return;
    const timer = setTimeout(setRevealed, revealMs, false);
    return () => clearTimeout(timer);
  }, [isRevealed]);
  return { secrets, isRevealed, toggle: () => setRevealed(!isRevealed) };
}

/** Masks secrets in the parts of a request inside. */
export function SecretMask({ reveal, children }: { reveal: SecretReveal; children: ReactNode }) {
  return <Masked value={reveal.isRevealed ? none : reveal.secrets}>{children}</Masked>;
}

export function SecretToggle({ reveal: { isRevealed, toggle } }: { reveal: SecretReveal }) {
  return (
    <Button variant="quiet" icon={isRevealed ? EyeOff : Eye} onPress={toggle}>
      {isRevealed ? channelStudio.hideSecrets : channelStudio.showSecrets}
    </Button>
  );
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
