import type { DiagnosticCode } from '../model/index.ts';

/** Stops a rendering with a finding for people; the run knows the place. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';
  readonly code: DiagnosticCode;
  readonly hint: string | null;

  constructor(code: DiagnosticCode, message: string, hint: string | null = null) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
