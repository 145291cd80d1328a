// Runs before anything else (`node --import`), in plain JavaScript that every Node since 12 can read.
// Node 20 cannot strip types and the SQLite binding segfaults without a word below Node-API 10 (Node 22.14),
// so an unsuitable runtime has to be named before a `.ts` file or a native module is loaded.
const WANTED = { major: 22, minor: 18 };

/**
 * Says what to do about a runtime that is too old, or null when it is fine.
 * @param {string} version such as "20.20.2"
 */
export function complaint(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > WANTED.major || (major === WANTED.major && minor >= WANTED.minor)) return null;
  return [
    `Wenxian needs Node ${WANTED.major}.${WANTED.minor} or newer, and this is Node ${version}.`,
    'Remedy: run `npm ci` (it brings a suitable Node for Linux and Windows along) and start through npm,',
    'for example `npm run chat`; or call `node_modules/.bin/node` instead of `node`;',
    'on other systems install Node 24 from https://nodejs.org.',
    '',
  ].join('\n');
}

const problem = complaint(process.versions.node);
if (problem !== null) {
  process.stderr.write(problem);
  process.exit(78);
}

// Stripping the types of some 200 files and compiling them is half of a start: the result is kept beside the packages.
// Where that folder cannot be written nothing is kept, and nothing is said.
process
  .getBuiltinModule('node:module')
  .enableCompileCache(`${import.meta.dirname}/../node_modules/.cache/wenxian`);
