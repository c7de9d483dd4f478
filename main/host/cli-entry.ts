import { AppError } from '#shared/errors/app-error.ts';
import { type CliOutput, parseAnalyseArgs, runAnalyse } from './cli-analyse.ts';
import { ANALYSE_HELP, MAIN_HELP } from './cli-help.ts';

const USAGE_ERROR = 2;

async function analyse(args: readonly string[], output: CliOutput): Promise<number> {
  const command = parseAnalyseArgs(args);
  if (command) return runAnalyse(command, output);
  output.line(ANALYSE_HELP);
  return 0;
}

/** Wrong usage: an unknown option (parseArgs throws a TypeError with such a code) or a value out of range. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof AppError) return error.code === 'invalid-input';
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/**
 * Runs one command.
 * @param args Without the program's name.
 * @returns Exit code: 0 all succeeded, 1 some failed, 2 wrong usage.
 */
export async function runCli(args: readonly string[], output: CliOutput): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === 'analyse') return await analyse(rest, output);
    if (command === '--help' || command === '-h' || command === 'help') {
      output.line(`${MAIN_HELP}\n\n${ANALYSE_HELP}`);
      return 0;
    }
    const problem = command === undefined ? 'Name a command.' : `Unknown command "${command}".`;
    throw new AppError('invalid-input', problem);
  } catch (error) {
    if (isUsageError(error)) {
      output.error(`${error.message}\nSee "npm run -s cli -- --help".`);
      return USAGE_ERROR;
    }
    if (!(error instanceof AppError)) throw error;
    output.error(error.message);
    return 1;
  }
}
