import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type MusicalKey, musicalKey } from '#shared/domain/key.ts';

const PACKAGE = 'libkeyfinder';
const COMPILER = process.env.CXX ?? 'c++';
const SOURCE = join(import.meta.dirname, 'keyfinder-peer.cpp');
const TONIC_OF_FIRST = 9;
const SILENCE = 24;

function output(program: string, args: readonly string[], input?: Uint8Array): string {
  const { stdout, stderr, status, error } = spawnSync(program, args, input ? { input } : {});
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.toString().trim()}`);
  return stdout.toString().trim();
}

/** Why libkeyfinder cannot be asked on this machine, or null. */
export function keyfinderMissing(): string | null {
  if (spawnSync(COMPILER, ['--version']).status !== 0) return 'there is no C++ compiler (Debian: build-essential)';
  if (spawnSync('pkg-config', ['--exists', PACKAGE]).status !== 0) return 'not installed (Debian: libkeyfinder-dev)';
  return null;
}

/** @returns The key by libkeyfinder's number of it (keyfinder-peer.cpp); null for silence. */
export function keyOfNumber(number: number): MusicalKey | null {
  if (!Number.isInteger(number) || number < 0 || number > SILENCE) throw new Error(`no key has the number ${number}`);
  return number === SILENCE ? null : musicalKey(TONIC_OF_FIRST + (number >> 1), number % 2 === 0 ? 'major' : 'minor');
}

/**
 * Builds the small program that asks libkeyfinder.
 * @param folder Where it is built.
 * @returns Finds the key of mono samples at 44.1 kHz.
 * @throws {Error} If it does not compile, with what the compiler says.
 */
export function buildKeyfinder(folder: string): (mono: Float32Array) => MusicalKey | null {
  const program = join(folder, 'keyfinder-peer');
  const flags = output('pkg-config', ['--cflags', '--libs', PACKAGE]).split(/\s+/);
  output(COMPILER, ['-std=c++17', '-O2', SOURCE, '-o', program, ...flags]);
  return (mono) =>
    keyOfNumber(Number(output(program, [], new Uint8Array(mono.buffer, mono.byteOffset, mono.byteLength))));
}
