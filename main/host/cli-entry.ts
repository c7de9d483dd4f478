import { AppError } from '#shared/errors/app-error.ts';
import { type CliOutput, parseAnalyseArgs, runAnalyse } from './cli-analyse.ts';
import { parseBackupArgs, parseRestoreArgs, runBackup, runRestore } from './cli-backup.ts';
import { parseConvertArgs, runConvert } from './cli-convert.ts';
import { parseCopyArgs, runCopyCommand } from './cli-copy.ts';
import { parseExportArgs, runExport } from './cli-export.ts';
import {
  ANALYSE_HELP,
  BACKUP_HELP,
  CONVERT_HELP,
  COPY_HELP,
  EXPORT_HELP,
  IMPORT_HELP,
  MAIN_HELP,
  RENDER_HELP,
  RESTORE_HELP,
} from './cli-help.ts';
import { parseImportArgs, runImport } from './cli-import.ts';
import { parseRenderArgs, runRender } from './cli-render.ts';

const USAGE_ERROR = 2;

/** A command: reads what follows its name, or says how it is used. */
interface Command {
  readonly help: string;
  run(args: readonly string[], output: CliOutput): Promise<number> | null;
}

function command<Options>(
  help: string,
  parse: (args: readonly string[]) => Options | null,
  run: (options: Options, output: CliOutput) => Promise<number>,
): Command {
  return {
    help,
    run: (args, output) => {
      const options = parse(args);
      return options === null ? null : run(options, output);
    },
  };
}

const COMMANDS: Readonly<Record<string, Command>> = {
  analyse: command(ANALYSE_HELP, parseAnalyseArgs, runAnalyse),
  import: command(IMPORT_HELP, parseImportArgs, runImport),
  export: command(EXPORT_HELP, parseExportArgs, runExport),
  copy: command(COPY_HELP, parseCopyArgs, runCopyCommand),
  render: command(RENDER_HELP, parseRenderArgs, runRender),
  convert: command(CONVERT_HELP, parseConvertArgs, runConvert),
  backup: command(BACKUP_HELP, parseBackupArgs, runBackup),
  restore: command(RESTORE_HELP, parseRestoreArgs, runRestore),
};

async function runCommand(chosen: Command, args: readonly string[], output: CliOutput): Promise<number> {
  const running = chosen.run(args, output);
  if (running !== null) return running;
  output.line(chosen.help);
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
  const [name, ...rest] = args;
  try {
    const known = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (known !== undefined) return await runCommand(known, rest, output);
    if (name === '--help' || name === '-h' || name === 'help') {
      output.line([MAIN_HELP, ...Object.values(COMMANDS).map(({ help }) => help)].join('\n\n'));
      return 0;
    }
    const problem = name === undefined ? 'Name a command.' : `Unknown command "${name}".`;
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
