import { memo, useMemo } from 'react';
import type { Preview } from '../../../../core/contract/index.ts';
import { FormTable } from '../../../request/form-table.tsx';
import { HexView } from '../../../request/hex-view.tsx';
import { bodyText, maskedRequest, toCurl } from '../../../request/request-text.ts';
import { useSecretMask } from '../../../request/secret-mask.tsx';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { JsonView } from '../../../ui/json-view.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { ViewToggle } from '../../../ui/view-toggle.tsx';
import { MappedBody } from './mapped-body.tsx';
import type { MappedField } from './mapped-segments.ts';
import { OriginLine } from './origin-line.tsx';
import { PreviewChanges } from './preview-changes.tsx';
import styles from './preview-pane.module.css';
import { mappedLimitBytes } from './preview-store.ts';
import { type PreviewRequest, sentForm } from './preview-text.ts';
import { usePreviewPart } from './use-preview.ts';

export const previewViews = ['exact', 'pretty', 'hex', 'curl', 'changes'] as const;
export type PreviewView = (typeof previewViews)[number];

export interface PreviewBodyProps {
  templateKey: string;
  preview: Preview;
  request: PreviewRequest;
  view: PreviewView;
  onView: (view: PreviewView) => void;
  /** What was pinned to compare with. */
  pinned: Preview | null;
}

/** The body as it is sent, laid out, or as bytes; the command that sends it; what changed since the pin. */
export function PreviewBody({ templateKey, preview, request, view, onView, pinned }: PreviewBodyProps) {
  const { json } = preview;
  const text = useMemo(() => bodyText(request.body), [request.body]);
  const format = preview.bodyCheck?.format ?? null;
  const isXml = format === 'xml';
  const isLaidOut = json !== null || isXml || format === 'form';
  const isMissing = (view === 'changes' && pinned === null) || (view === 'pretty' && !isLaidOut);
  const shown = isMissing ? 'exact' : view;
  const isTable = shown === 'pretty' && format === 'form';
  const isText = (shown === 'exact' || shown === 'pretty') && !isTable;
  const mapped = useMappedBody(templateKey, text);
  const isPretty = shown === 'pretty' && (isXml || json?.isValid === true);
  return (
    <>
      <div className={styles.bodyBar}>
        {request.body.byteLength === 0 ? (
          <span className={styles.muted}>{channelStudio.noBodySent}</span>
        ) : (
          <BodyVerdict json={json} check={preview.bodyCheck ?? null} />
        )}
        <PreviewViews view={shown} onView={onView} hasPin={pinned !== null} isLaidOut={isLaidOut} />
      </div>
      {shown === 'changes' && pinned !== null ? <PreviewChanges pinned={pinned} shown={preview} /> : null}
      {shown === 'curl' ? <CurlView request={request} /> : null}
      {shown === 'hex' ? <HexView body={request.body} label={channelStudio.hex} /> : null}
      {isTable ? <FormTable text={text} label={channelStudio.body} /> : null}
      {isText ? (
        <MappedBody
          templateKey={templateKey}
          text={text}
          mapped={mapped}
          isPretty={isPretty}
          isXml={isXml}
          label={channelStudio.body}
        />
      ) : null}
      <OriginLine templateKey={templateKey} hint={isText ? channelStudio.originHint : null} />
    </>
  );
}

/** The command, with secrets masked as in the request above it; what is copied has them. */
function CurlView({ request }: { request: PreviewRequest }) {
  const mask = useSecretMask();
  return <JsonView text={mask(toCurl(maskedRequest(sentForm(request), mask)))} label={channelStudio.curl} />;
}

/** The body's map, as long as it belongs to the text that is shown. */
function useMappedBody(templateKey: string, text: string): MappedField | null {
  const sourceMap = usePreviewPart(templateKey, 'sourceMap');
  const field = sourceMap?.find((mapped) => mapped.field === 'body');
  return field === undefined || text === '' || text.length > mappedLimitBytes || field.output !== text ? null : field;
}

interface PreviewViewsProps extends Pick<PreviewBodyProps, 'view' | 'onView'> {
  hasPin: boolean;
  /** Plain text has no layout of its own. */
  isLaidOut: boolean;
}

/** Passed over while typing: it changes only when it is pressed. */
const PreviewViews = memo(function PreviewViews({ view, onView, hasPin, isLaidOut }: PreviewViewsProps) {
  const views = previewViews
    .filter((id) => (id !== 'changes' || hasPin) && (id !== 'pretty' || isLaidOut))
    .map((id) => ({ id, label: channelStudio[id] }));
  return <ViewToggle label={channelStudio.viewAs} views={views} selected={view} onSelect={onView} />;
});

interface BodyVerdictProps {
  json: Preview['json'];
  check: NonNullable<Preview['bodyCheck']> | null;
}

/** What is known of the body; of a format that is not checked nothing is claimed. */
function BodyVerdict({ json, check }: BodyVerdictProps) {
  if (json?.isValid === false) {
    return <StatusBadge status="undelivered" text={`${channelStudio.invalidJson}: ${json.message ?? ''}`} />;
  }
  if (check === null || check.verdict === 'unchecked') {
    return (
      <span className={styles.muted} title={check?.message ?? undefined}>
        {channelStudio.textBody}
      </span>
    );
  }
  const words = channelStudio.validBody[check.format];
  return (
    <span title={check.message ?? undefined}>
      {check.verdict === 'valid' ? (
        <StatusBadge status="delivered" text={words} />
      ) : (
        <StatusBadge status="waiting" text={`${words}: ${channelStudio.doubtfulBody}`} />
      )}
    </span>
  );
}
