import { Check, Copy } from 'lucide-react';
import { memo } from 'react';
import { hexDump } from '../../../request/hex-dump.ts';
import { bodyText, toCurl, toHttpText } from '../../../request/request-text.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { useCopy } from '../../../ui/copy-text.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { type PreviewRequest, sentForm } from './preview-text.ts';

/** Asks for the request only when something is copied, so that a new render of the preview passes it over. */
export const PreviewCopyMenu = memo(function PreviewCopyMenu({ request }: { request: () => PreviewRequest | null }) {
  const { isCopied, copy } = useCopy();
  const entry = (id: string, label: string, write: (request: PreviewRequest) => string) => ({
    id,
    label,
    icon: Copy,
    onAction: () => {
      const current = request();
      if (current !== null) copy(write(current));
    },
  });
  return (
    <MenuButton
      label={channelStudio.copy}
      entries={[
        entry('http', channelStudio.copyRequest, (current) => toHttpText(sentForm(current))),
        entry('curl', channelStudio.copyCurl, (current) => toCurl(sentForm(current))),
        entry('body', channelStudio.copyBody, (current) => bodyText(current.body)),
        entry('hex', channelStudio.copyHex, (current) => hexDump(current.body)),
      ]}
    >
      <IconButton size="small" icon={isCopied ? Check : Copy} label={channelStudio.copy} />
    </MenuButton>
  );
});
