import { Check, Copy } from 'lucide-react';
import type { Preview } from '../../../core/contract/index.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { useCopy } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { bodyText, toCurl, toHttpText } from './request-text.ts';

export function PreviewCopyMenu({ request }: { request: NonNullable<Preview['request']> }) {
  const { isCopied, copy } = useCopy();
  const entry = (id: string, label: string, text: () => string) => ({
    id,
    label,
    icon: Copy,
    onAction: () => copy(text()),
  });
  return (
    <MenuButton
      label={channelStudio.copy}
      entries={[
        entry('http', channelStudio.copyRequest, () => toHttpText(request)),
        entry('curl', channelStudio.copyCurl, () => toCurl(request)),
        entry('body', channelStudio.copyBody, () => bodyText(request.body)),
      ]}
    >
      <IconButton size="small" icon={isCopied ? Check : Copy} label={channelStudio.copy} />
    </MenuButton>
  );
}
