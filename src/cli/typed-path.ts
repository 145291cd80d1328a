import { resolve } from 'node:path';
import process from 'node:process';

/**
 * A path of the command line, relative to where it was typed. npm runs scripts in the project's root and keeps
 * the folder it was called from in INIT_CWD; a process that merely inherits that variable (a test run by npm)
 * is recognised by the name of the running script.
 * @param command the npm script's name
 */
export function typedPath(path: string, command: string): string {
  const { INIT_CWD: typedIn, npm_lifecycle_event: script } = process.env;
  return resolve(script === command && typedIn !== undefined ? typedIn : process.cwd(), path);
}
