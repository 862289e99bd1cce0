import { defineConfig } from 'vitest/config'

// Documents are compared by the real Redocly and programs checked by the real TypeScript, some processes for each test.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } })
