// biome-ignore-all lint/a11y/useSemanticElements: rows are laid out apart from each other, which table elements cannot be
import { comparison as words } from '../../../strings/comparison.ts';
import { ChangedLine } from '../../../ui/changed-line.tsx';
import { FoldedText } from '../../../ui/folded-text.tsx';
import { changedStretch } from '../../../ui/line-difference.ts';
import { TextButton } from '../../../ui/text-button.tsx';
import styles from './comparison.module.css';
import type { ComparisonRow } from './comparison-rows.ts';

/** A longer part of a line is not drawn whole: one line may be a body of megabytes. In characters. */
const partLimit = 2000;
/** What surely stands in the lines that are shown of a longer text. */
const shortLength = 120;

interface ComparisonCellsProps {
  row: ComparisonRow;
  onUnfold: (id: string) => void;
}

/** What stands in a row: a name and the two sides, or something about all three. */
export function ComparisonCells({ row, onUnfold }: ComparisonCellsProps) {
  switch (row.kind) {
    case 'section':
      return (
        <div role="rowheader" tabIndex={-1} className={styles.sectionCell}>
          <strong>{row.title}</strong>
          {row.note === null ? null : <span className={styles.muted}>{row.note}</span>}
        </div>
      );
    case 'fold':
      return (
        <div role="cell" tabIndex={-1} className={styles.foldCell}>
          <TextButton onPress={() => onUnfold(row.id)}>{words.fold(row.count)}</TextButton>
        </div>
      );
    case 'fact':
      return (
        <>
          <div role="rowheader" tabIndex={-1} className={styles.name}>
            {row.name}
          </div>
          <Side line={row.left} other={row.right} side="before" isMarked={row.isDifferent} isFolded />
          <Side line={row.right} other={row.left} side="after" isMarked={row.isDifferent} isFolded />
        </>
      );
    case 'line':
      return (
        <>
          <div role="rowheader" tabIndex={-1} className={styles.numbers}>
            {row.left === null ? '' : row.leftNumber} {row.right === null ? '' : row.rightNumber}
          </div>
          <Side line={row.left} other={row.right} side="before" isMarked={row.isDifferent} />
          <Side line={row.right} other={row.left} side="after" isMarked={row.isDifferent} />
        </>
      );
  }
}

interface SideProps {
  line: string | null;
  other: string | null;
  side: 'before' | 'after';
  isMarked: boolean;
  /** Of a long text, such as a URL, the first lines are shown; a difference behind them unfolds it. */
  isFolded?: boolean;
}

function Side({ line, other, side, isMarked, isFolded = false }: SideProps) {
  const shown = <ChangedLine line={line} other={isMarked ? other : line} side={side} partLimit={partLimit} />;
  return (
    <div role="cell" tabIndex={-1} className={styles.text}>
      {isFolded && line !== null && line.length > shortLength ? (
        <FoldedText
          text={line}
          foldClassName={styles.unfold}
          isOpenAtFirst={isMarked && differenceAt(line, other) > shortLength}
        >
          {shown}
        </FoldedText>
      ) : (
        shown
      )}
    </div>
  );
}

/** Where in a line what differs begins. */
function differenceAt(line: string, other: string | null): number {
  return other === null ? 0 : changedStretch(line, other).begin;
}
