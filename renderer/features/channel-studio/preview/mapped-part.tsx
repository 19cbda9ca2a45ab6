import { memo } from 'react';
import { useSecretMask } from '../../../request/secret-mask.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { exactLines } from '../../../ui/exact-text.tsx';
import { colourOf } from '../../../ui/json-view.tsx';
import type { MappedPart as Part } from './mapped-segments.ts';
import styles from './mapped-text.module.css';

interface MappedPartProps {
  part: Part;
  index: number;
  isChosen: boolean;
  isAtCaret: boolean;
}

/** A part of the request; a value can be pointed at. Passed over while the pointer wanders over the others. */
export const MappedPart = memo(function MappedPart({ part, index, isChosen, isAtCaret }: MappedPartProps) {
  const mask = useSecretMask();
  const whole = part.segments.map((segment) => segment.text).join('');
  const masked = mask(whole);
  const shown = masked === whole ? part.segments : [{ text: masked, kind: 'other' as const }];
  const text = shown.map(({ text, kind }, place) => {
    const colour = colourOf(kind);
    const exact = exactLines(text);
    return colour === undefined ? (
      exact
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: segments have no identity but their place
      <span key={place} className={colour}>
        {exact}
      </span>
    );
  });
  if (part.span?.kind !== 'value') return text;
  return (
    <span
      data-span={index}
      data-at-caret={isAtCaret || undefined}
      className={classNames(styles.value, isChosen && styles.chosen, isAtCaret && styles.atCaret)}
      title={part.span.path ?? undefined}
    >
      {text}
    </span>
  );
});
