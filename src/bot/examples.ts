import { regionDivisions } from '../answer/lookup/region.ts';
import { type ExampleDesk, exampleQuestions } from '../answer/tables/examples.ts';
import type { Gazetteer } from '../region/gazetteer.ts';
import type { BotContext, BotDeps } from './context.ts';
import { inScript } from './render/source.ts';
import type { SamplePlaces } from './texts/texts.ts';

/** Questions to show to those who do not know what to ask. */
export interface Examples {
  /** Those that the articles answer; none while there are no articles. */
  all(): Promise<readonly string[]>;
  /** One of them; without articles one that shows at least how to ask. */
  one(): Promise<string>;
}

/** Made of the region's own articles, anew when these have changed. */
export function createExamples(
  deps: ExampleDesk & { readonly store: Pick<BotDeps['store'], 'revision'> },
): Examples {
  let kept: { readonly revision: string; readonly questions: readonly string[] } | null = null;
  const all = async (): Promise<readonly string[]> => {
    const revision = await deps.store.revision();
    if (kept?.revision !== revision) kept = { revision, questions: await exampleQuestions(deps) };
    return kept.questions;
  };
  return {
    all,
    async one() {
      const [first] = await all();
      return first ?? `${samplePlaces(deps.gazetteer).here}地区生产总值是多少`;
    },
  };
}

/** The first two counties of the region by their codes, the same whatever is stored; of a county alone, itself. */
export function samplePlaces(gazetteer: Gazetteer): SamplePlaces {
  const counties = regionDivisions(gazetteer).filter(({ level }) => level !== 'prefecture');
  const [here = gazetteer.root.name, there = here] = counties.map(({ name }) => name);
  return { here, there };
}

/** One example in the asker's script. */
export async function exampleFor({ examples, texts }: BotContext): Promise<string> {
  return inScript(await examples.one(), texts.script);
}
