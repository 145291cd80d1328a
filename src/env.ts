import { join } from 'node:path';
import { config as loadDotenv } from 'dotenv';
import { PROJECT_ROOT } from './config.ts';

/**
 * Adds the variables of the project's `.env` to the process environment; a variable that is already set wins.
 * Only the edge (scripts and main) calls this: everything below takes a `Config`.
 */
export function loadEnv(root: string = PROJECT_ROOT): NodeJS.ProcessEnv {
  // quiet: dotenv otherwise prints a banner, and stdout carries data only.
  loadDotenv({ path: join(root, '.env'), quiet: true });
  return process.env;
}
