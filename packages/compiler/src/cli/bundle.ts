#!/usr/bin/env node
/** `parlance-bundle`, run in `specs/<provider>`: writes `dist/openapi.json` and `dist/openapi.yaml`. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../providers.ts'

const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')
const config = join(root, 'redocly.yaml')

for (const format of ['json', 'yaml']) {
  const output = `dist/openapi.${format}`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [redocly, 'bundle', 'openapi.yaml', '--output', output, '--config', config],
    {
      encoding: 'utf8',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    },
  )
  if (status !== 0) {
    console.error(
      `${stdout}${stderr}\nCould not bundle openapi.yaml. Mend what is named above and run it again.`,
    )
    process.exit(1)
  }
}
