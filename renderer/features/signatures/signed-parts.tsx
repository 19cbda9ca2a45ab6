import { LocateFixed } from 'lucide-react';
import { useState } from 'react';
import type { SignedPart } from '../../../core/contract/index.ts';
import { hexDump } from '../../request/hex-dump.ts';
import { bodyText } from '../../request/request-text.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { showOrigin } from './show-origin.ts';
import styles from './signed-parts.module.css';

const shownBytes = 2048;

/** The signed content, byte by byte: each stretch with the place it came from, one of them laid out as bytes. */
export function SignedParts({ content, parts }: { content: Uint8Array; parts: readonly SignedPart[] }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const index = chosen === null || chosen >= parts.length ? longest(parts) : chosen;
  const part = parts[index];
  const bytesOf = ({ offset, length }: SignedPart) => content.subarray(offset, offset + length);
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text must scroll with the keyboard */}
      <pre className={styles.content} tabIndex={0}>
        {parts.map((each, at) => (
          <span
            key={each.offset + each.kind}
            title={each.origin}
            className={classNames(styles.part, tone(at), at === index && styles.chosen)}
          >
            {each.kind === 'secret' ? '•••' : bodyText(bytesOf(each).subarray(0, shownBytes))}
          </span>
        ))}
      </pre>
      <ul className={styles.parts} aria-label={signatures.stepsParts}>
        {parts.map((each, at) => (
          <li key={each.offset + each.kind}>
            <button
              type="button"
              aria-pressed={at === index}
              className={classNames(styles.row, at === index && styles.rowChosen)}
              onClick={() => setChosen(at)}
            >
              <code className={classNames(styles.part, tone(at))}>{written(each.source)}</code>
              <span>{each.origin}</span>
              <span className={styles.range}>
                {signatures.partRange(each.offset, each.offset + Math.max(each.length - 1, 0), each.length)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {part === undefined || part.kind === 'secret' ? null : (
        <>
          <div className={styles.bar}>
            <span>{signatures.partBytes(written(part.source))}</span>
            {part.kind === 'text' ? null : (
              <Button variant="quiet" icon={LocateFixed} onPress={() => showOrigin(part)}>
                {signatures.goToOrigin}
              </Button>
            )}
            <CopyButton isIconOnly text={bodyText(bytesOf(part))} label={signatures.partCopy} />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text must scroll with the keyboard */}
          <pre className={styles.hex} tabIndex={0}>
            {hexDump(bytesOf(part), shownBytes)}
          </pre>
          {part.length > shownBytes ? (
            <p className={styles.muted}>{signatures.partCut(shownBytes, part.length)}</p>
          ) : null}
        </>
      )}
    </div>
  );
}

function tone(at: number): string | undefined {
  return [styles.first, styles.second, styles.third, styles.fourth][at % 4];
}

function longest(parts: readonly SignedPart[]): number {
  return parts.reduce((best, part, at) => (part.length > (parts[best]?.length ?? -1) ? at : best), 0);
}

/** Line breaks in a scheme's text have to be seen. */
function written(source: string): string {
  return source.replaceAll('\n', '\\n').replaceAll(' ', '·');
}
