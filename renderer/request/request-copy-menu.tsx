import { Check, Copy } from 'lucide-react';
import { requestWords } from '../strings/request.ts';
import { useCopy } from '../ui/copy-text.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { bodyText, type HttpRequestText, toCurl, toHttpText } from './request-text.ts';

export function RequestCopyMenu({ request }: { request: HttpRequestText }) {
  const { isCopied, copy } = useCopy();
  const entry = (id: string, label: string, text: () => string) => ({
    id,
    label,
    icon: Copy,
    onAction: () => copy(text()),
  });
  return (
    <MenuButton
      label={requestWords.copy}
      entries={[
        entry('http', requestWords.copyHttp, () => toHttpText(request)),
        entry('curl', requestWords.copyCurl, () => toCurl(request)),
        entry('body', requestWords.copyBody, () => bodyText(request.body)),
      ]}
    >
      <IconButton size="small" icon={isCopied ? Check : Copy} label={requestWords.copy} />
    </MenuButton>
  );
}
