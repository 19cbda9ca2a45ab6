import type { MatrixItem, PlacedFinding } from '../../../../core/contract/index.ts';

type Plan = Extract<MatrixItem, { kind: 'plan' }>;

/** A channel, or the request that a step has of its own, for one recipient: a row of the matrix. */
export interface MatrixLine {
  id: string;
  document: { kind: 'channel' | 'step'; key: string };
  recipient: Plan['recipients'][number];
}

/** One rendering, with what it was found with besides what its template has in any case. */
export interface MatrixCell {
  isRendered: boolean;
  /** Of the body; null = not rendered. */
  sizeBytes: number | null;
  renderMs: number;
  errorCount: number;
  warningCount: number;
}

/** A finding, once, with every sample and recipient it was met with. */
export interface MatrixFinding {
  id: string;
  document: { kind: 'channel' | 'partial' | 'step'; key: string };
  finding: PlacedFinding;
  /** Such as `task.completed · Long title`; empty when it does not depend on the data. */
  where: ReadonlySet<string>;
  /** Ids of the cells it was met in. */
  cells: ReadonlySet<string>;
}

/** What a matrix test has found so far. Maps and sets grow while it runs; a new matrix tells that they have. */
export interface Matrix {
  samples: Plan['samples'];
  lines: readonly MatrixLine[];
  cells: ReadonlyMap<string, MatrixCell>;
  findings: readonly MatrixFinding[];
  /** Cells that could not be rendered, or with an error. */
  failedCount: number;
  plannedCount: number;
  /** With how many webhooks of all there are. */
  recipients: { tried: number; of: number };
}

export const emptyMatrix: Matrix = {
  samples: [],
  lines: [],
  cells: new Map(),
  findings: [],
  failedCount: 0,
  plannedCount: 0,
  recipients: { tried: 0, of: 0 },
};

export function cellId(line: MatrixLine, sampleIndex: number): string {
  return `${line.id} ${sampleIndex}`;
}

export interface MatrixGatherer {
  add(item: MatrixItem): void;
  matrix(): Matrix;
}

export function createMatrixGatherer(): MatrixGatherer {
  let plan: Plan = { kind: 'plan', samples: [], recipients: [], recipientCount: 0 };
  let sampleIndexes = new Map<string, number>();
  const lines: MatrixLine[] = [];
  const cells = new Map<string, MatrixCell>();
  const findings = new Map<string, MatrixFinding & { where: Set<string>; cells: Set<string> }>();
  let [failedCount, plannedCount] = [0, 0];

  function addFindings(
    document: MatrixFinding['document'],
    found: readonly PlacedFinding[],
    seen: { where: string; cell: string } | null,
  ): void {
    for (const finding of found) {
      const { place, diagnostic } = finding;
      const id = `${place.file}:${place.line}:${place.column}:${diagnostic.field}:${diagnostic.code}:${diagnostic.message}`;
      const known = findings.get(id) ?? { id, document, finding, where: new Set(), cells: new Set() };
      findings.set(id, known);
      if (seen === null) continue;
      known.where.add(seen.where);
      known.cells.add(seen.cell);
    }
  }

  function addCell(item: Extract<MatrixItem, { kind: 'cell' }>): void {
    const { document, eventType, sample, recipient, isRendered, sizeBytes, renderMs } = item;
    const count = (severity: string) =>
      item.findings.filter(({ diagnostic }) => diagnostic.severity === severity).length;
    const cell: MatrixCell = {
      isRendered,
      sizeBytes,
      renderMs,
      errorCount: count('error'),
      warningCount: count('warning'),
    };
    const id = `${lineId(document, recipient)} ${sampleIndexes.get(sampleId(eventType, sample)) ?? -1}`;
    cells.set(id, cell);
    if (isFailed(cell)) failedCount += 1;
    addFindings(document, item.findings, { where: `${eventType} · ${sample}`, cell: id });
  }

  return {
    add(item) {
      switch (item.kind) {
        case 'plan':
          plan = item;
          sampleIndexes = new Map(
            item.samples.map(({ eventType, sample }, index) => [sampleId(eventType, sample), index]),
          );
          return;
        case 'document': {
          const { document } = item;
          plannedCount += item.cellCount;
          addFindings(document, item.findings, null);
          if (document.kind === 'partial') return;
          const { kind, key } = document;
          for (const recipient of plan.recipients)
            lines.push({ id: lineId(document, recipient.key), document: { kind, key }, recipient });
          return;
        }
        case 'cell':
          addCell(item);
          return;
      }
    },
    matrix: () => ({
      samples: plan.samples,
      lines: [...lines],
      cells,
      findings: [...findings.values()],
      failedCount,
      plannedCount,
      recipients: { tried: plan.recipients.filter(({ key }) => key !== null).length, of: plan.recipientCount },
    }),
  };
}

export function isFailed({ isRendered, errorCount }: MatrixCell): boolean {
  return !isRendered || errorCount > 0;
}

function lineId({ kind, key }: MatrixLine['document'], recipient: string | null): string {
  return `${kind} ${key} ${recipient ?? ''}`;
}

function sampleId(eventType: string, sample: string): string {
  return JSON.stringify([eventType, sample]);
}

/** The findings of one cell, with those that its template has in any case; of all, without a cell. */
export function findingsOf(matrix: Matrix, line: MatrixLine | undefined, cell: string | null): MatrixFinding[] {
  if (line === undefined || cell === null) return [...matrix.findings];
  return matrix.findings.filter(
    ({ document, cells }) =>
      cells.has(cell) ||
      (cells.size === 0 && document.kind === line.document.kind && document.key === line.document.key),
  );
}
