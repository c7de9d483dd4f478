import { spawn } from 'node:child_process';

/** Runs a program to its end; what it says on stderr is shown. @throws {Error} If it cannot start or ends with an error. */
export function runProgram(program: string, args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`${program} ended with ${code}`))));
  });
}
