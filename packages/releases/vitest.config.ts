import { defineConfig } from 'vitest/config'

// References are built by the real Redocly, a process of a second or so.
export default defineConfig({ test: { testTimeout: 20_000 } })
