import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const GUARD = pathToFileURL(join(import.meta.dirname, '..', 'scripts', 'guard.mjs')).href;

/** Runs the guard in a process that believes to be another version, since that is what it looks at. */
function runAs(version: string): { readonly status: number | null; readonly stderr: string } {
  const code = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); await import('${GUARD}');`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

for (const version of ['12.22.0', '18.20.0', '20.20.2', '22.13.1', '22.17.9']) {
  test(`Node ${version} is refused with the remedy before anything else loads`, () => {
    const { status, stderr } = runAs(version);
    assert.equal(status, 78);
    assert.match(stderr, new RegExp(`this is Node ${version.replaceAll('.', '\\.')}`));
    assert.match(stderr, /npm ci/);
  });
}

for (const version of ['22.18.0', '24.21.0', '26.0.0']) {
  test(`Node ${version} passes in silence`, () => {
    assert.deepEqual(runAs(version), { status: 0, stderr: '' });
  });
}
