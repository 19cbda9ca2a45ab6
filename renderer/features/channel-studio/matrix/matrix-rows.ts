import type { MatrixItem, PlacedFinding } from '../../../../core/contract/index.ts';

/** A finding, once, with every sample and recipient it was met with. */
export interface MatrixRow {
  id: string;
  document: { kind: 'channel' | 'partial' | 'step'; key: string };
  finding: PlacedFinding;
  /** Such as `task.completed · Long title`; empty when it does not depend on the data. */
  where: readonly string[];
}

export interface Matrix {
  rows: readonly MatrixRow[];
  cellCount: number;
  /** Cells that could not be rendered, or with an error. */
  failedCount: number;
  plannedCount: number;
  /** With how many webhooks of all there are. */
  recipients: Extract<MatrixItem, { kind: 'document' }>['recipients'];
}

export const emptyMatrix: Matrix = {
  rows: [],
  cellCount: 0,
  failedCount: 0,
  plannedCount: 0,
  recipients: { tried: 0, of: 0 },
};

export function addMatrixItem(matrix: Matrix, item: MatrixItem): Matrix {
  if (item.kind === 'document') {
    return {
      ...matrix,
      plannedCount: matrix.plannedCount + item.cellCount,
      recipients: item.document.kind === 'partial' ? matrix.recipients : item.recipients,
      rows: withFindings(matrix.rows, item.document, item.findings, null),
    };
  }
  const isFailed = !item.isRendered || item.findings.some(({ diagnostic }) => diagnostic.severity === 'error');
  const where = `${item.eventType} · ${item.sample}`;
  return {
    ...matrix,
    cellCount: matrix.cellCount + 1,
    failedCount: matrix.failedCount + Number(isFailed),
    rows: withFindings(matrix.rows, item.document, item.findings, where),
  };
}

function withFindings(
  rows: readonly MatrixRow[],
  document: MatrixRow['document'],
  findings: readonly PlacedFinding[],
  where: string | null,
): readonly MatrixRow[] {
  if (findings.length === 0) return rows;
  const next = new Map(rows.map((row) => [row.id, row]));
  for (const finding of findings) {
    const { place, diagnostic } = finding;
    const id = `${place.file}:${place.line}:${place.column}:${diagnostic.field}:${diagnostic.code}:${diagnostic.message}`;
    const known = next.get(id) ?? { id, document, finding, where: [] };
    next.set(id, where === null || known.where.includes(where) ? known : { ...known, where: [...known.where, where] });
  }
  return [...next.values()];
}
