import process from 'node:process';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { ConfigError } from '../config.ts';
import { StoreError, type StoreProblem } from '../store/store-error.ts';
import { EXIT } from './exit-code.ts';
import { say, writeData } from './output.ts';

/** Wrong use of a command: the message says what is wrong, the usage is printed after it. */
export class UsageError extends Error {}

/** Ends a command with a message and a code of its own. */
export class CommandError extends Error {
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

export interface Command<T extends ParseArgsOptionsConfig> {
  readonly usage: string;
  readonly options: T;
  /** @returns the exit code */
  readonly run: (values: Values<T>, positionals: readonly string[]) => Promise<number>;
}

type Values<T extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: T; allowPositionals: true; strict: true }>
>['values'];

/** Runs a command on the process's arguments; every failure becomes a message on stderr and an exit code. */
export async function runCommand<T extends ParseArgsOptionsConfig>(command: Command<T>): Promise<void> {
  process.exitCode = await attempt(command);
}

async function attempt<T extends ParseArgsOptionsConfig>(command: Command<T>): Promise<number> {
  try {
    const args = process.argv.slice(2);
    if (args.includes('--help') || args.includes('-h')) {
      await writeData(`${command.usage}\n`);
      return EXIT.ok;
    }
    const { values, positionals } = parse(args, command.options);
    return await command.run(values, positionals);
  } catch (error) {
    return explainFailure(error, command.usage);
  }
}

function parse<T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    // node:util says which option it does not know.
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

const STORE_CODES: Readonly<Record<StoreProblem, number>> = {
  newer: EXIT.config,
  foreign: EXIT.config,
  'not-a-database': EXIT.config,
  corrupt: EXIT.data,
  'read-only': EXIT.cannotCreate,
  'cannot-open': EXIT.cannotCreate,
  full: EXIT.io,
  io: EXIT.io,
  locked: EXIT.temporary,
};

function explainFailure(error: unknown, usage: string): number {
  if (error instanceof UsageError) {
    say(`${error.message}\n\n${usage}`);
    return EXIT.usage;
  }
  if (error instanceof CommandError) {
    say(error.message);
    return error.code;
  }
  if (error instanceof ConfigError) {
    say(error.message);
    return EXIT.config;
  }
  if (error instanceof StoreError) {
    say(error.message);
    return STORE_CODES[error.problem];
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.software;
}
