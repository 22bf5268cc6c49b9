/** Next calls it once a process, before the first request; never in a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startRuntime } = await import('@/lib/runtime.ts')
    startRuntime(process.env)
  }
}
