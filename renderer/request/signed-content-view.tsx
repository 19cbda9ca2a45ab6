import { useMemo } from 'react';
import { requestWords } from '../strings/request.ts';
import { classNames } from '../ui/class-names.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { exactLines } from '../ui/exact-text.tsx';
import { VirtualText } from '../ui/virtual-text.tsx';
import styles from './request.module.css';
import { bodyText } from './request-text.ts';
import { useSecretMask } from './secret-mask.tsx';
import { cutSignedParts, type SignedContentPart, signedContentParts } from './signed-content-parts.ts';

/** Longer content is drawn only where it is looked at. In characters. */
const wholeLimit = 16_000;

interface SignedContentViewProps {
  content: Uint8Array;
  messageId: string | null;
  timestamp: string | null;
  body: Uint8Array;
}

const partClass = { id: styles.id, timestamp: styles.timestamp, body: styles.bodyPart, text: styles.text };

/** The bytes that were signed, with the pieces they were joined from named and marked; what is copied has the secrets. */
export function SignedContentView({ content, messageId, timestamp, body }: SignedContentViewProps) {
  const text = useMemo(() => bodyText(content), [content]);
  const mask = useSecretMask();
  const parts = useMemo(
    () =>
      signedContentParts(text, { id: messageId, timestamp, body: bodyText(body) }).map((part) => ({
        ...part,
        text: mask(part.text),
      })),
    [text, messageId, timestamp, body, mask],
  );
  return (
    <>
      <div className={styles.bar}>
        <h3>{requestWords.signedContent}</h3>
        <CopyButton isIconOnly text={text} label={requestWords.copySignedContent} />
      </div>
      <div className={styles.legend}>
        <span>{requestWords.partsOrder}:</span>
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity
          <span key={index} className={classNames(part.kind === 'text' ? undefined : partClass[part.kind])}>
            {part.kind === 'text' ? `“${part.text}”` : requestWords.parts[part.kind]}
          </span>
        ))}
      </div>
      {text.length > wholeLimit ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long text must scroll with the keyboard
        <section className={styles.content} tabIndex={0} aria-label={requestWords.signedContent}>
          <VirtualText
            text={parts.map((part) => part.text).join('')}
            renderBlock={({ begin, end }) => <Parts parts={cutSignedParts(parts, begin, end)} />}
          />
        </section>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long text must scroll with the keyboard
        <pre className={styles.content} tabIndex={0}>
          <Parts parts={parts} />
        </pre>
      )}
    </>
  );
}

function Parts({ parts }: { parts: readonly SignedContentPart[] }) {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity
    <span key={index} className={classNames(partClass[part.kind])} title={requestWords.parts[part.kind]}>
      {exactLines(part.text)}
    </span>
  ));
}
