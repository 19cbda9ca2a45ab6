// A reporter for Vitest: writes the names of the tests that passed only when they were tried again, which its own JSON
// report does not tell. The file is named by HOOKBENCH_FLAKY_REPORT.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

export default class FlakyReporter {
  #names = [];

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky !== true) return;
    this.#names.push(`${relative(process.cwd(), test.module.moduleId)} > ${test.fullName}`);
  }

  onTestRunEnd() {
    const file = process.env.HOOKBENCH_FLAKY_REPORT;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(this.#names, null, 2)}\n`);
  }
}
