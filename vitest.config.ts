import { defineConfig } from 'vitest/config'

// Projects are lanes: `local-fast` is pure and answers in seconds, `pr` adds databases, the wire and a browser.
const fast = [
  'test/engine/**',
  'test/knowledge/**',
  'test/render/**',
  'test/packets/**',
  'test/architecture.test.ts',
]
const pattern = '/*.test.ts'

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    // A page is asked until it says so: what it drew last may be a moment old.
    expect: { poll: { timeout: 10_000 } },
    // By default one core is left idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'local-fast',
          include: fast.map((path) => (path.endsWith('.ts') ? path : path + pattern)),
          // Pure tests share nothing but what they read: the references are loaded once a worker, not once a file.
          isolate: false,
          // A property plans thousands of times, and a build machine is shared.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'pr',
          include: ['flows', 'store', 'bot', 'workspace', 'repository'].map(
            (folder) => `test/${folder}/**${pattern}`,
          ),
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          // A browser and a whole program want the machine to themselves.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
