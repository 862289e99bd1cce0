import { defineConfig } from 'vitest/config'

// References are built by the real Redocly and pages opened in the real Chromium, which a busy machine is slow to start.
const patience = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 15_000 } } }

export default defineConfig({ test: patience })
