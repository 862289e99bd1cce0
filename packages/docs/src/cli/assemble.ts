#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { root } from '@parlance/compiler'
import { assemble } from '../assemble.ts'
import { runCommand } from '../errors.ts'
import { siteFolder } from '../serve.ts'

await runCommand(async () => {
  const { values } = parseArgs({
    options: { 'base-url': { type: 'string' }, out: { type: 'string', default: siteFolder } },
  })
  const baseUrl = values['base-url']
  if (baseUrl !== undefined && !/^https?:\/\//.test(baseUrl)) {
    throw new Error(
      `--base-url takes the address of the site, such as https://docs.example/, not '${baseUrl}'.`,
    )
  }
  const providers = await assemble(root, values.out, { baseUrl })
  return `Assembled ${providers.length}: ${providers.join(', ')}`
})
