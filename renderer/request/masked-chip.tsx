import { CopyChip } from '../ui/copy-chip.tsx';
import { useSecretMask } from './secret-mask.tsx';

/** A text of a request: copied whole, shown with its secrets masked. */
export function MaskedChip({ text, what }: { text: string; what: string }) {
  const mask = useSecretMask();
  const shown = mask(text);
  return <CopyChip text={text} shown={shown} hover={shown} what={what} />;
}
