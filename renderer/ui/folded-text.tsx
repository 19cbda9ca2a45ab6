import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { ui } from '../strings/ui.ts';
import { classNames } from './class-names.ts';
import styles from './folded-text.module.css';
import { TextButton } from './text-button.tsx';
import { useElementSize } from './use-element-size.ts';

interface FoldedTextProps {
  /** Its length is said, and a change of it is what may make it longer or shorter. */
  text: string;
  /** Of a longer text these are shown, until the whole is asked for. */
  lines?: number | undefined;
  className?: string | undefined;
  /** Of what asks for the whole. */
  foldClassName?: string | undefined;
  /** The whole is shown at first. */
  isOpenAtFirst?: boolean;
  children: ReactNode;
}

/** The first lines of a text, and a way to see the whole. Whatever is walked to behind them unfolds it, and is in view then. */
export function FoldedText(props: FoldedTextProps) {
  const { text, lines = 4, className, foldClassName, isOpenAtFirst = false, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const [isLong, setLong] = useState(false);
  const { width } = useElementSize(box);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text and its room are what make it long
  useLayoutEffect(() => {
    if (box.current === null) return;
    const lineHeight = Number.parseFloat(getComputedStyle(box.current).lineHeight);
    setLong(box.current.scrollHeight > (lines + 0.5) * lineHeight);
  }, [text, width, lines]);
  return (
    <div>
      <div
        ref={box}
        data-folded-text=""
        className={classNames(className, !isOpen && styles.folded)}
        style={{ WebkitLineClamp: isOpen ? 'none' : lines }}
        onScroll={({ currentTarget }) => {
          const { scrollTop: from, clientHeight } = currentTarget;
          if (isOpen || from === 0) return;
          currentTarget.scrollTop = 0;
          flushSync(() => setOpen(true));
          showStretch(currentTarget, from, from + clientHeight);
        }}
      >
        {children}
      </div>
      {isLong ? (
        <span className={classNames(styles.fold, foldClassName)}>
          <TextButton isExpanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isOpen ? ui.showLess : ui.showWhole(text.length.toLocaleString('en'))}
          </TextButton>
        </span>
      ) : null}
    </div>
  );
}

/** Scrolls what lies around an element until a stretch of it, in pixels from its top, is in view. */
function showStretch(element: HTMLElement, from: number, to: number): void {
  element.style.scrollMargin = `${-from}px 0 ${to - element.offsetHeight}px`;
  element.scrollIntoView({ block: 'nearest' });
  element.style.scrollMargin = '';
}
