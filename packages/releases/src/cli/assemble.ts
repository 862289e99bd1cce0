#!/usr/bin/env node
/** Makes the pages of all releases, and of what has changed since the last: `dist/changelog/<version>.md`. */
import { fileURLToPath } from 'node:url'
import { root } from '@parlance/compiler'
import { assemblePages } from '../release/assemble.ts'

const folder = fileURLToPath(new URL('../../dist/', import.meta.url))
const pages = await assemblePages(root, folder)
console.log(`Assembled ${pages.length}: ${pages.join(', ') || 'nothing has been released yet'}`)
