import { type ClipboardEvent, type ReactNode, type Ref, useImperativeHandle, useRef } from 'react';
import { beginAttribute, selectedText } from './selected-text.ts';
import type { TextBlock } from './text-blocks.ts';
import { useTextWindow } from './use-text-window.ts';
import styles from './virtual-text.module.css';

export interface VirtualTextHandle {
  /** Draws what is around a character, and scrolls there when it was not drawn. */
  reveal(offset: number): void;
}

interface VirtualTextProps {
  text: string;
  /** What a block shows: its characters, all of them and no others. */
  renderBlock: (block: TextBlock) => ReactNode;
  ref?: Ref<VirtualTextHandle>;
}

const begins = (offset: number) => ({ [beginAttribute]: offset });

/** Text of any length, broken where a row ends, of which only what can be seen is drawn. A short one is drawn whole. */
export function VirtualText({ text, renderBlock, ref }: VirtualTextProps) {
  const host = useRef<HTMLPreElement>(null);
  const { blocks, first, last, above, below, reveal } = useTextWindow(host, text);
  useImperativeHandle(ref, () => ({ reveal }), [reveal]);
  const onCopy = (event: ClipboardEvent): void => {
    const selected = host.current === null ? null : selectedText(host.current, text, window.getSelection());
    if (selected === null) return;
    event.clipboardData.setData('text/plain', selected);
    event.preventDefault();
  };
  return (
    <pre ref={host} className={styles.text} onCopy={onCopy}>
      {above === 0 ? null : <span className={styles.room} style={{ height: above }} />}
      {blocks.slice(first, last + 1).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
        <span key={first + index} className={block.isPiece ? styles.piece : styles.block} {...begins(block.begin)}>
          {renderBlock(block)}
        </span>
      ))}
      {below === 0 ? null : <span className={styles.room} style={{ height: below }} />}
    </pre>
  );
}
