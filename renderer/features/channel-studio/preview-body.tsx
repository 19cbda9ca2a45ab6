import { memo, useMemo } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Preview } from '../../../core/contract/index.ts';
import { hexDump, hexLimit } from '../../request/hex-dump.ts';
import { bodyText, toCurl } from '../../request/request-text.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { requestWords } from '../../strings/request.ts';
import { classNames } from '../../ui/class-names.ts';
import { formatBytes } from '../../ui/format.ts';
import { JsonView } from '../../ui/json-view.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { MappedBody } from './mapped-body.tsx';
import type { MappedField } from './mapped-segments.ts';
import { PreviewChanges } from './preview-changes.tsx';
import styles from './preview-pane.module.css';
import { type PreviewRequest, sentForm } from './preview-text.ts';
import { usePreviewState } from './use-preview.ts';

export const previewViews = ['exact', 'pretty', 'hex', 'curl', 'changes'] as const;
export type PreviewView = (typeof previewViews)[number];

interface PreviewBodyProps {
  channelKey: string;
  preview: Preview;
  request: PreviewRequest;
  view: PreviewView;
  onView: (view: PreviewView) => void;
  /** What was pinned to compare with. */
  pinned: Preview | null;
}

/** The body as it is sent, laid out, or as bytes; the command that sends it; what changed since the pin. */
export function PreviewBody({ channelKey, preview, request, view, onView, pinned }: PreviewBodyProps) {
  const { json } = preview;
  const text = useMemo(() => bodyText(request.body), [request.body]);
  const mapped = useMappedBody(channelKey, text);
  const shown = view === 'changes' && pinned === null ? 'exact' : view;
  return (
    <>
      <div className={styles.bodyBar}>
        {request.body.byteLength === 0 ? (
          <span className={styles.muted}>{channelStudio.noBodySent}</span>
        ) : (
          <JsonVerdict json={json} />
        )}
        <ViewToggle view={shown} onView={onView} hasPin={pinned !== null} />
      </div>
      {shown === 'changes' && pinned !== null ? <PreviewChanges pinned={pinned} shown={preview} /> : null}
      {shown === 'curl' ? <JsonView text={toCurl(sentForm(request))} label={channelStudio.curl} isWrapped /> : null}
      {shown === 'hex' ? <HexText body={request.body} /> : null}
      {shown === 'exact' && mapped !== null ? <MappedBody channelKey={channelKey} field={mapped} /> : null}
      {(shown === 'exact' && mapped === null) || shown === 'pretty' ? (
        <JsonView
          text={text}
          label={channelStudio.body}
          isPretty={shown === 'pretty' && json?.isValid === true}
          isWrapped
        />
      ) : null}
    </>
  );
}

/** Above this many characters the body is shown without its origins, so that the page stays quick. */
const mappedLimit = 100_000;

/** The body's map, as long as it belongs to the text that is shown. */
function useMappedBody(channelKey: string, text: string): MappedField | null {
  const { sourceMap } = usePreviewState(channelKey);
  const field = sourceMap?.find((mapped) => mapped.field === 'body');
  return field === undefined || text === '' || text.length > mappedLimit || field.output !== text ? null : field;
}

function HexText({ body }: { body: Uint8Array }) {
  const dump = useMemo(() => hexDump(body), [body]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long text must scroll with the keyboard
    <section className={styles.hex} tabIndex={0} aria-label={channelStudio.hex}>
      <pre>{dump}</pre>
      {body.byteLength > hexLimit ? (
        <p className={styles.muted}>{requestWords.hexCut(formatBytes(hexLimit), formatBytes(body.byteLength))}</p>
      ) : null}
    </section>
  );
}

interface ViewToggleProps extends Pick<PreviewBodyProps, 'view' | 'onView'> {
  hasPin: boolean;
}

/** Passed over while typing: it changes only when it is pressed. */
const ViewToggle = memo(function ViewToggle({ view, onView, hasPin }: ViewToggleProps) {
  return (
    <ToggleButtonGroup
      aria-label={channelStudio.viewAs}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[view]}
      onSelectionChange={(keys) => onView(previewViews.find((id) => keys.has(id)) ?? 'exact')}
      className={classNames(styles.toggle)}
    >
      {previewViews
        .filter((id) => id !== 'changes' || hasPin)
        .map((id) => (
          <ToggleButton key={id} id={id} className={classNames(styles.toggleButton)}>
            {channelStudio[id]}
          </ToggleButton>
        ))}
    </ToggleButtonGroup>
  );
});

function JsonVerdict({ json }: { json: Preview['json'] }) {
  if (json === null) return <span className={styles.muted}>{channelStudio.textBody}</span>;
  return json.isValid ? (
    <StatusBadge status="delivered" text={channelStudio.validJson} />
  ) : (
    <StatusBadge status="undelivered" text={`${channelStudio.invalidJson}: ${json.message ?? ''}`} />
  );
}
