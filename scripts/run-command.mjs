import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './build-targets.mjs';

/**
 * Runs a program in the project's folder and resolves with its exit code and, where it is captured, its output.
 * Never rejects: a program that cannot be started has exit code 127 and the reason as its output.
 */
export function runCommand(program, args, { isCaptured = false, environment = {}, timeoutMs = 0 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: projectRoot,
      env: { ...process.env, ...environment },
      stdio: isCaptured ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      timeout: timeoutMs,
    });
    let output = '';
    const take = (chunk) => {
      output += chunk;
    };
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    child.on('error', (error) => resolve({ exitCode: 127, output: error.message }));
    child.on('close', (code, signal) => resolve({ exitCode: code ?? 1, output, isTimedOut: signal === 'SIGTERM' }));
  });
}

/** The JavaScript file behind a program of a dependency, to be run with this Node on every platform. */
export function packageProgram(file) {
  return join(projectRoot, 'node_modules', file);
}
