import { Pin, PinOff } from 'lucide-react';
import { memo } from 'react';
import type { Preview } from '../../../../core/contract/index.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { ByteSize } from '../../../ui/byte-size.tsx';
import { HashChip } from '../../../ui/copy-chip.tsx';
import { formatDuration } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { PreviewCopyMenu } from './preview-copy-menu.tsx';
import styles from './preview-pane.module.css';
import { useShownRequest } from './use-preview.ts';

interface PreviewHeadProps {
  templateKey: string;
  preview: Preview | null;
  isPinned: boolean;
  onTogglePin: () => void;
}

/** Size, hash and time of the shown request, and what can be done with it. Its buttons take longer to render than the request. */
export const PreviewHead = memo(function PreviewHead({
  templateKey,
  preview,
  isPinned,
  onTogglePin,
}: PreviewHeadProps) {
  const shownRequest = useShownRequest(templateKey);
  const request = preview?.request ?? null;
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>{channelStudio.preview}</h2>
      {preview === null || request === null ? null : (
        <>
          <ByteSize sizeBytes={request.body.byteLength} />
          <span className={styles.hash}>
            <HashChip sha256={request.bodySha256} />
          </span>
          <span className={styles.time} title={channelStudio.renderedIn(formatDuration(preview.renderMs))}>
            {formatDuration(preview.renderMs)}
          </span>
          <PinButton isPinned={isPinned} onTogglePin={onTogglePin} />
          <PreviewCopyMenu request={shownRequest} />
        </>
      )}
    </header>
  );
});

/** Passed over while typing: a button takes as long to render as the rest of the line. */
const PinButton = memo(function PinButton({
  isPinned,
  onTogglePin,
}: Pick<PreviewHeadProps, 'isPinned' | 'onTogglePin'>) {
  return (
    <IconButton
      size="small"
      icon={isPinned ? PinOff : Pin}
      label={isPinned ? channelStudio.unpin : channelStudio.pin}
      isPressed={isPinned}
      onPress={onTogglePin}
    />
  );
});
