import { useMemo } from 'react';
import { useDocument } from '../../stores/use-document.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { urlParts } from './mapped-request.ts';
import type { MappedField } from './mapped-segments.ts';
import { MappedText } from './mapped-text.tsx';
import styles from './preview-pane.module.css';

interface PreviewUrlProps {
  channelKey: string;
  url: string;
  sourceMap: readonly MappedField[];
}

/** The URL with its query, each value tied to its expression. */
export function PreviewUrl({ channelKey, url, sourceMap }: PreviewUrlProps) {
  const query = useDocument('channel', channelKey).value?.request.query;
  const parts = useMemo(() => (query === undefined ? null : urlParts(sourceMap, query, url)), [sourceMap, query, url]);
  return (
    <span className={styles.url}>
      {parts === null ? url : <MappedText channelKey={channelKey} parts={parts} label={channelStudio.requestUrl} />}
    </span>
  );
}
