import { Check, Copy } from 'lucide-react';
import { ui } from '../strings/ui.ts';
import { Button } from './button.tsx';
import { useCopy } from './copy-text.ts';
import { IconButton } from './icon-button.tsx';

interface CopyButtonProps {
  text: string;
  /** What will be copied, in words: "Copy body". */
  label: string;
  isIconOnly?: boolean;
}

export function CopyButton({ text, label, isIconOnly = false }: CopyButtonProps) {
  const { isCopied, copy } = useCopy();
  const icon = isCopied ? Check : Copy;
  return isIconOnly ? (
    <IconButton size="small" icon={icon} label={isCopied ? ui.copied : label} onPress={() => copy(text)} />
  ) : (
    <Button icon={icon} onPress={() => copy(text)}>
      {isCopied ? ui.copied : label}
    </Button>
  );
}
