import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MatrixItem, MatrixRequest } from '../../../../core/contract/index.ts';
import type { App } from '../../../stores/app.ts';
import { toCommandError } from '../../../stores/command-failure.ts';
import { createMatrixGatherer, emptyMatrix, type Matrix } from './matrix.ts';

/** How often the screen takes in what has come, in milliseconds. */
const paintMs = 100;

export interface MatrixRunState {
  matrix: Matrix;
  isRunning: boolean;
  error: string | null;
  /** The documents as they were when it began; null = there was no run. */
  documents: object | null;
}

/** The matrix test of a window. It goes on, and keeps what it found, while one looks at a finding in another tab. */
export interface MatrixRun {
  store: StoreApi<MatrixRunState>;
  start(request: MatrixRequest): Promise<void>;
  stop(): void;
  /** Stops, and forgets what was found. */
  forget(): void;
}

const noRun: MatrixRunState = { matrix: emptyMatrix, isRunning: false, error: null, documents: null };
const runs = new WeakMap<App, MatrixRun>();

export function matrixRunOf(app: App): MatrixRun {
  const known = runs.get(app) ?? createMatrixRun(app);
  runs.set(app, known);
  return known;
}

export function createMatrixRun({ engine, documents }: Pick<App, 'engine' | 'documents'>): MatrixRun {
  const store = createStore<MatrixRunState>(() => noRun);
  let control = new AbortController();

  async function start(request: MatrixRequest): Promise<void> {
    control.abort();
    const own = new AbortController();
    control = own;
    const gatherer = createMatrixGatherer();
    let paintedAt = 0;
    store.setState({ ...noRun, isRunning: true, documents: documents.getState().byId });
    let error: string | null = null;
    try {
      for await (const item of engine.stream('template.matrix', request, { signal: own.signal })) {
        gatherer.add(item as MatrixItem);
        if (performance.now() - paintedAt < paintMs || control !== own) continue;
        paintedAt = performance.now();
        store.setState({ matrix: gatherer.matrix() });
      }
    } catch (cause) {
      if (!own.signal.aborted) error = toCommandError(cause).message;
    }
    if (control === own) store.setState({ matrix: gatherer.matrix(), error, isRunning: false });
  }

  return {
    store,
    start,
    stop: () => control.abort(),
    forget() {
      control.abort();
      control = new AbortController();
      store.setState(noRun);
    },
  };
}
