import { loadGazetteer } from '../../src/region/load.ts';
import { once } from '../../src/text/once.ts';

/** The gazetteer of the prefecture that most tests play in. Nothing changes it, so a process reads it once. */
export const linfen = once(() => loadGazetteer('临汾市'));
