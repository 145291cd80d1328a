import { type Config, ConfigError } from '../config.ts';
import { loadGazetteer } from '../region/load.ts';
import { ownSources } from '../sources/config.ts';
import { broken, type Finding, ok } from './check.ts';
import { checkDatabase } from './database.ts';
import { checkDisk, checkRuntime } from './machine.ts';
import { checkTelegram } from './telegram.ts';

/** All checks, in the order in which an operator would mend things. */
export async function examine(config: Config): Promise<readonly Finding[]> {
  return [
    checkRuntime(process.versions.node),
    checkRegion(config.region),
    checkSources(),
    await checkDisk(config.database.path),
    ...(await checkDatabase(config.database)),
    ...(await checkTelegram(config)),
  ];
}

function checkRegion(region: string): Finding {
  try {
    const { root, divisions } = loadGazetteer(region);
    return ok(`region: ${root.name} with ${divisions.length - 1} divisions`);
  } catch (error) {
    return broken(`region: ${region}`, error instanceof Error ? error.message : String(error));
  }
}

function checkSources(): Finding {
  try {
    return ok(`sources: ${ownSources().length} in data/sources.json`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return broken('sources: data/sources.json cannot be used', error.mistakes.join('; '));
  }
}
