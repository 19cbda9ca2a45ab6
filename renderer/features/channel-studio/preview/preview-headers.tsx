import { useMemo } from 'react';
import type { Preview } from '../../../../core/contract/index.ts';
import { HeaderValue } from '../../../request/header-value.tsx';
import { useSecretMask } from '../../../request/secret-mask.tsx';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { ExactText } from '../../../ui/exact-text.tsx';
import { headerParts } from './mapped-request.ts';
import type { MappedField, MappedPart } from './mapped-segments.ts';
import { MappedText } from './mapped-text.tsx';
import styles from './preview-pane.module.css';

type Header = NonNullable<Preview['request']>['headers'][number];

const originWords: Record<Header['origin'], string | null> = {
  template: null,
  default: channelStudio.originDefault,
  signing: channelStudio.originSigning,
};

interface PreviewHeadersProps {
  templateKey: string;
  headers: readonly Header[];
  sourceMap: readonly MappedField[];
}

/** The headers, each value that a template made tied to its expression. */
export function PreviewHeaders({ templateKey, headers, sourceMap }: PreviewHeadersProps) {
  const mapped = useMemo(() => headerParts(sourceMap, [...headers]), [sourceMap, headers]);
  return (
    <dl className={styles.headers} aria-label={channelStudio.requestHeaders}>
      {headers.map((header, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: headers may repeat, and their order is their identity
        <div key={index} className={styles.headerRow}>
          <dt>{header.name}</dt>
          <dd>
            <HeaderValue value={header.value}>
              <MappedValue templateKey={templateKey} header={header} parts={mapped[index] ?? null} />
            </HeaderValue>
            {originWords[header.origin] === null ? null : (
              <span className={styles.origin}>{originWords[header.origin]}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface MappedValueProps {
  templateKey: string;
  header: Header;
  parts: readonly MappedPart[] | null;
}

function MappedValue({ templateKey, header, parts }: MappedValueProps) {
  const mask = useSecretMask();
  if (parts?.some(({ span }) => span?.kind === 'value') !== true) return <ExactText text={mask(header.value)} />;
  return <MappedText templateKey={templateKey} parts={parts} label={channelStudio.valueOf(header.name)} />;
}
