import { type ReactNode, useMemo, useState } from 'react';
import { contentCoding } from '../../core/contract/index.ts';
import { requestWords } from '../strings/request.ts';
import { ByteSize } from '../ui/byte-size.tsx';
import { HashChip } from '../ui/copy-chip.tsx';
import { JsonView } from '../ui/json-view.tsx';
import { ViewToggle } from '../ui/view-toggle.tsx';
import { bodyKind } from './body-kind.ts';
import { FormTable } from './form-table.tsx';
import { HexView } from './hex-view.tsx';
import styles from './request.module.css';
import { bodyText, isText } from './request-text.ts';
import { useSecretMask } from './secret-mask.tsx';

const views = ['exact', 'pretty', 'hex'] as const;
type View = (typeof views)[number];

interface BodyViewProps {
  body: Uint8Array;
  /** Of the message: a form can only be told by them. */
  headers: readonly (readonly [string, string])[];
  sha256?: string;
  /** The real size when `body` is only its beginning. */
  sizeBytes?: number;
  /** Said under the bar, such as that the body was cut. */
  note?: ReactNode;
}

/** A body: the exact text, laid out, or the bytes. */
export function BodyView({ body, headers, sha256, sizeBytes = body.byteLength, note }: BodyViewProps) {
  const [view, setView] = useState<View>('exact');
  const isReadable = useMemo(() => isText(body), [body]);
  const mask = useSecretMask();
  const text = useMemo(() => bodyText(body), [body]);
  const coding = contentCoding(headers);
  const kind = useMemo(() => bodyKind(headers, text), [headers, text]);
  const chosen = kind === 'text' && view === 'pretty' ? 'exact' : view;
  const shown = isReadable ? chosen : 'hex';
  if (body.byteLength === 0) {
    return (
      <div className={styles.bar}>
        <h3>{requestWords.body}</h3>
        <span className={styles.muted}>{note ?? requestWords.noBody}</span>
      </div>
    );
  }
  return (
    <>
      <div className={styles.bar}>
        <h3>{requestWords.body}</h3>
        <ByteSize sizeBytes={sizeBytes} />
        {sha256 === undefined ? null : <HashChip sha256={sha256} />}
        <ViewToggle
          label={requestWords.viewAs}
          views={views.map((id) => ({
            id,
            label: requestWords[id],
            isDisabled: (!isReadable && id !== 'hex') || (id === 'pretty' && kind === 'text'),
          }))}
          selected={shown}
          onSelect={setView}
        />
      </div>
      {note === undefined ? null : <p className={styles.muted}>{note}</p>}
      {coding === null ? null : <p className={styles.muted}>{requestWords.coded(coding)}</p>}
      {isReadable ? null : <p className={styles.muted}>{requestWords.notText}</p>}
      <div className={styles.body}>
        {shown === 'hex' ? (
          <HexView body={body} label={requestWords.hex} />
        ) : kind === 'form' && shown === 'pretty' ? (
          <FormTable text={text} label={requestWords.body} />
        ) : (
          <JsonView text={mask(text)} label={requestWords.body} isPretty={shown === 'pretty'} isXml={kind === 'xml'} />
        )}
      </div>
    </>
  );
}
