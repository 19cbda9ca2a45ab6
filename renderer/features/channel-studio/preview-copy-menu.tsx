import { Check, Copy } from 'lucide-react';
import type { Preview } from '../../../core/contract/index.ts';
import { bodyText, toCurl, toHttpText } from '../../request/request-text.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { useCopy } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';

export function PreviewCopyMenu({ request }: { request: NonNullable<Preview['request']> }) {
  const { isCopied, copy } = useCopy();
  const sent = {
    ...request,
    headers: request.headers.map(({ name, value }) => [name, value] as const),
  };
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
        entry('http', channelStudio.copyRequest, () => toHttpText(sent)),
        entry('curl', channelStudio.copyCurl, () => toCurl(sent)),
        entry('body', channelStudio.copyBody, () => bodyText(request.body)),
      ]}
    >
      <IconButton size="small" icon={isCopied ? Check : Copy} label={channelStudio.copy} />
    </MenuButton>
  );
}
