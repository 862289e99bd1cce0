#!/usr/bin/env node
import { relative } from 'node:path'
import { runCommand } from '../errors.ts'
import { buildReference } from '../reference/build.ts'

const folder = process.cwd()
await runCommand(async () => `Wrote ${relative(folder, await buildReference(folder))}`)
