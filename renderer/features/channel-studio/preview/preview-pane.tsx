import { memo, useCallback, useDeferredValue, useState } from 'react';
import { RequestLine } from '../../../request/request-line.tsx';
import { SecretMask, SecretToggle } from '../../../request/secret-mask.tsx';
import type { Tab } from '../../../stores/session.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { classNames } from '../../../ui/class-names.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import type { MappedField } from './mapped-segments.ts';
import { PreviewBody, type PreviewBodyProps, type PreviewView } from './preview-body.tsx';
import { PreviewFindings } from './preview-findings.tsx';
import { PreviewHead } from './preview-head.tsx';
import { PreviewHeaders } from './preview-headers.tsx';
import styles from './preview-pane.module.css';
import { PreviewSignature } from './preview-signature.tsx';
import { PreviewUrl } from './preview-url.tsx';
import { useMaskedTexts } from './use-masked-texts.ts';
import { usePinnedPreview, usePreviewPart } from './use-preview.ts';

/** The exact request of the chosen recipient and sample. While the template is broken the last good one stays, dimmed. */
export function PreviewPane({ tab }: { tab: Tab }) {
  const latest = usePreviewPart(tab.key, 'latest');
  const lastGood = usePreviewPart(tab.key, 'lastGood');
  const error = usePreviewPart(tab.key, 'error');
  const [view, setView] = useState<PreviewView>('exact');
  const { pinned, togglePin } = usePinnedPreview(tab.key);
  const isPinned = pinned !== null;
  const onTogglePin = useCallback(() => {
    togglePin();
    setView(isPinned ? 'exact' : 'changes');
  }, [togglePin, isPinned]);
  const shown = latest?.request === null ? lastGood : latest;
  const maskedTexts = useMaskedTexts(tab.key, shown, pinned);
  // The request is shown at once; what is said about it follows in the same frame or the next one.
  const described = useDeferredValue(shown);
  if (error !== null) return <ErrorNotice title={channelStudio.previewFailed} error={error} />;
  if (latest === null) return <EmptyState sentence={channelStudio.waitingForPreview} />;
  const isStale = latest.request === null;
  const request = shown?.request ?? null;
  return (
    <section className={styles.pane} aria-label={channelStudio.preview} data-render-ms={latest.renderMs}>
      <PreviewHead templateKey={tab.key} preview={described} isPinned={isPinned} onTogglePin={onTogglePin} />
      {shown === null || request === null ? null : (
        <SecretMask of={tab.key} texts={maskedTexts}>
          <SecretToggle className={styles.secrets} />
          <section className={classNames(styles.request, isStale && styles.stale)} aria-label={channelStudio.rendered}>
            <ShownRequest
              templateKey={tab.key}
              preview={shown}
              request={request}
              view={view}
              onView={setView}
              pinned={pinned}
            />
            <PreviewSignature preview={described} />
          </section>
        </SecretMask>
      )}
      <PreviewFindings templateKey={tab.key} isStale={isStale && request !== null} />
    </section>
  );
}

/** The request itself. Passed over when what is said about it follows. */
const ShownRequest = memo(function ShownRequest(props: PreviewBodyProps) {
  const { templateKey, request } = props;
  const sourceMap = usePreviewPart(templateKey, 'sourceMap') ?? noMap;
  return (
    <>
      <RequestLine key={templateKey} method={request.method} url={request.url}>
        <PreviewUrl templateKey={templateKey} url={request.url} sourceMap={sourceMap} />
      </RequestLine>
      <PreviewHeaders templateKey={templateKey} headers={request.headers} sourceMap={sourceMap} />
      <PreviewBody {...props} />
    </>
  );
});

const noMap: readonly MappedField[] = [];
