#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { assemble } from '../assemble.ts'
import { runCommand } from '../errors.ts'
import { siteFolder } from '../serve.ts'

const specs = fileURLToPath(new URL('../../../../specs', import.meta.url))

await runCommand(async () => {
  const providers = await assemble(specs, siteFolder)
  return `Assembled ${providers.length}: ${providers.join(', ')}`
})
