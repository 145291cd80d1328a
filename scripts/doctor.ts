import { runCommand } from '../src/cli/command.ts';
import { EXIT } from '../src/cli/exit-code.ts';
import { writeData } from '../src/cli/output.ts';
import { ConfigError, readConfig } from '../src/config.ts';
import { broken, type Finding, findingText } from '../src/doctor/check.ts';
import { examine } from '../src/doctor/examine.ts';
import { loadEnv } from '../src/env.ts';

await runCommand({
  usage:
    'Usage: npm run doctor\nLooks at everything the bot needs and says what to do; exit code 1 if something is broken.',
  options: {},
  run: async () => {
    const found = await findings();
    await writeData(`${found.map(findingText).join('\n')}\n`);
    return found.some(({ verdict }) => verdict === 'broken') ? EXIT.failed : EXIT.ok;
  },
});

async function findings(): Promise<readonly Finding[]> {
  try {
    return await examine(readConfig(loadEnv()));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.mistakes.map((mistake) =>
      broken(`configuration: ${mistake}`, 'mend it in .env or the environment'),
    );
  }
}
