import { defineConfig } from 'vitest/config'

// Nothing here keeps state between files, and loading Redocly once per file would take most of the time.
export default defineConfig({ test: { isolate: false } })
