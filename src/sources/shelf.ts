import { hash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PageLabel, withLabel } from '../news/page/label.ts';
import { writeWhole } from '../whole-file.ts';

/** Where fetched articles are kept as files, beside their database: they are read as any other, after an upgrade again. */
export function fetchedFolder(database: string): string {
  return `${database}.fetched`;
}

/** Keeps an article, in place of what was kept under the same key; whole or not at all, whenever we are killed. */
export async function keepPage(folder: string, key: string, html: string, label: PageLabel): Promise<void> {
  await mkdir(folder, { recursive: true });
  const host = label.url === null ? 'feed' : new URL(label.url).hostname.replace(/[^a-z0-9.-]/g, '');
  const path = join(folder, `${host.slice(0, 80)}-${hash('sha256', key).slice(0, 16)}.html`);
  const whole = withLabel(html, label);
  // Written only when it differs: what is written is read again.
  if ((await readFile(path, 'utf8').catch(() => null)) === whole) return;
  // A name with a point in front is read by nobody.
  const draft = join(folder, `.${hash('sha256', key).slice(0, 16)}.new`);
  await writeWhole(path, draft, [whole]);
}
