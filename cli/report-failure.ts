import { type ReportForm, type ReportOptions, reportFormOf } from './report-options.ts';

/** Runs a command's work: its result is the exit code; what it rejects with is told in the form that was asked for. */
export async function withExitCode(options: ReportOptions, work: (form: ReportForm) => Promise<number>): Promise<void> {
  const form = reportFormOf(options);
  try {
    process.exitCode = await work(form);
  } catch (error) {
    // It comes with the engine, which is loaded by the time that something can fail.
    const { tellFailure } = await import('./tell-failure.ts');
    process.exitCode = tellFailure(error, form);
  }
}
