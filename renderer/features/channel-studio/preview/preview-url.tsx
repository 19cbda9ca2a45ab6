import { useMemo } from 'react';
import type { Channel } from '../../../../core/contract/index.ts';
import { useSecretMask } from '../../../request/secret-mask.tsx';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { ExactText } from '../../../ui/exact-text.tsx';
import { useTemplatePart } from '../studio-template.ts';
import { urlParts } from './mapped-request.ts';
import type { MappedField } from './mapped-segments.ts';
import { MappedText } from './mapped-text.tsx';

const queryOf = ({ request }: Channel) => request.query;

interface PreviewUrlProps {
  templateKey: string;
  url: string;
  sourceMap: readonly MappedField[];
}

/** The URL with its query, each value tied to its expression. */
export function PreviewUrl({ templateKey, url, sourceMap }: PreviewUrlProps) {
  const mask = useSecretMask();
  const query = useTemplatePart(templateKey, queryOf);
  const parts = useMemo(() => (query === undefined ? null : urlParts(sourceMap, query, url)), [sourceMap, query, url]);
  if (parts === null) return <ExactText text={mask(url)} />;
  return <MappedText templateKey={templateKey} parts={parts} label={channelStudio.requestUrl} />;
}
