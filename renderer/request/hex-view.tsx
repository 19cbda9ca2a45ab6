import { useMemo, useRef } from 'react';
import { requestWords } from '../strings/request.ts';
import { characterWidth } from '../ui/character-width.ts';
import { formatBytes } from '../ui/format.ts';
import { useElementSize } from '../ui/use-element-size.ts';
import { VirtualText } from '../ui/virtual-text.tsx';
import { fittingHexDump, hexLimit } from './hex-dump.ts';
import styles from './request.module.css';
import { bodyText } from './request-text.ts';
import { useSecretMask } from './secret-mask.tsx';

interface HexViewProps {
  body: Uint8Array;
  label: string;
}

/** The bytes, unless they would show what is masked in the text. */
export function HexView({ body, label }: HexViewProps) {
  const mask = useSecretMask();
  const isHidden = useMemo(() => {
    const text = bodyText(body);
    return mask(text) !== text;
  }, [mask, body]);
  return isHidden ? <p className={styles.hidden}>{requestWords.bytesHidden}</p> : <Bytes body={body} label={label} />;
}

/** Bytes with their text beside them, as many in a row as there is room for. */
function Bytes({ body, label }: HexViewProps) {
  const measure = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(measure);
  const columns = measure.current === null ? 0 : Math.floor(width / characterWidth(getComputedStyle(measure.current)));
  const dump = useMemo(() => fittingHexDump(body, columns), [body, columns]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long text must scroll with the keyboard
    <section className={styles.hex} tabIndex={0} aria-label={label}>
      <div ref={measure} className={styles.hexRoom} />
      <VirtualText text={dump} renderBlock={({ begin, end }) => dump.slice(begin, end)} />
      {body.byteLength > hexLimit ? (
        <p className={styles.muted}>{requestWords.hexCut(formatBytes(hexLimit), formatBytes(body.byteLength))}</p>
      ) : null}
    </section>
  );
}
