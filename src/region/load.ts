import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_DIR, parseTable } from '../lexicon/table.ts';
import type { GazetteerData } from './create.ts';
import { createGazetteer } from './create.ts';
import { parseGazetteer } from './file.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { Overrides } from './lexicon.ts';
import { parseOverrides } from './lexicon.ts';

const FOLDER = join(DATA_DIR, 'gazetteer');
const OVERRIDES = '../gazetteer/overrides.txt';

/**
 * The gazetteer of a configured region.
 * @param region full or short name, or code, of a prefecture or province: 临汾市, 临汾, 141000
 * @throws when no gazetteer has been generated for it; the message names the command that does
 */
export function loadGazetteer(region: string): Gazetteer {
  const wanted = region.trim();
  const overrides = readOverrides();
  for (const file of readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const data = readData(file);
    const root = data.divisions.find(({ code }) => code === data.root);
    if (root === undefined) continue;
    if (root.code === wanted || root.name === wanted || root.aliases.includes(wanted))
      return createGazetteer(data, overrides);
  }
  throw new Error(`no gazetteer for the region ${wanted}: run \`npm run gazetteer -- ${wanted}\` once`);
}

/** The table of readings, old names, slips and guards that stands beside the generated files. */
export function readOverrides(): Overrides {
  const text = readFileSync(join(FOLDER, 'overrides.txt'), 'utf8');
  return parseOverrides(parseTable(text, 3, OVERRIDES), OVERRIDES);
}

function readData(file: string): GazetteerData {
  try {
    return parseGazetteer(readFileSync(join(FOLDER, file), 'utf8'));
  } catch (cause) {
    throw new Error(`data/gazetteer/${file} cannot be read: generate it again with \`npm run gazetteer\``, {
      cause,
    });
  }
}
