import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { withoutSecrets } from '../../core/contract/index.ts';
import { requestWords } from '../strings/request.ts';
import { classNames } from '../ui/class-names.ts';
import { RevealButton } from '../ui/reveal-button.tsx';
import { type TimedReveal, useTimedReveal } from '../ui/use-timed-reveal.ts';
import styles from './request.module.css';

interface Masking extends TimedReveal {
  /** The longest first. */
  texts: readonly string[];
}

const Masking = createContext<Masking>({ texts: [], isRevealed: false, toggle: () => undefined });

interface SecretMaskProps {
  /** Of which request the texts are: another one's secrets are not shown because this one's were. */
  of: string;
  /** The secrets that are masked inside, the longest first. */
  texts: readonly string[];
  children: ReactNode;
}

/** Masks secrets in the parts of a request inside, unless they are asked for, and again by itself. */
export function SecretMask({ of, texts, children }: SecretMaskProps) {
  const { isRevealed, toggle } = useTimedReveal(of);
  const stable = useStableTexts(texts);
  const masking = useMemo(() => ({ texts: stable, isRevealed, toggle }), [stable, isRevealed, toggle]);
  return <Masking value={masking}>{children}</Masking>;
}

/** Says that secrets are masked here, and shows or masks them; nothing where there are none. */
export function SecretToggle({ className }: { className?: string | undefined }) {
  const { texts, isRevealed, toggle } = useContext(Masking);
  if (texts.length === 0) return null;
  return (
    <p className={classNames(styles.secrets, className)}>
      {requestWords.hasSecrets}
      <RevealButton isRevealed={isRevealed} toggle={toggle} />
    </p>
  );
}

/** Gives what is shown of a text; the function stays the same while the same is masked. */
export function useSecretMask(): (text: string) => string {
  const { texts, isRevealed } = useContext(Masking);
  return useMemo(
    () => (texts.length === 0 || isRevealed ? asItIs : (text: string) => withoutSecrets(text, texts)),
    [texts, isRevealed],
  );
}

const asItIs = (text: string): string => text;

/** The same list while it holds the same: every key brings a new one. */
function useStableTexts(texts: readonly string[]): readonly string[] {
  const [stable, setStable] = useState(texts);
  const isSame = stable.length === texts.length && texts.every((text, index) => text === stable[index]);
  if (isSame) return stable;
  setStable(texts);
  return texts;
}
