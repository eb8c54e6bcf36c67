import { onTestFinished } from 'vitest'

/** Disposes of a resource when the running test has ended; the last one opened goes first. */
export const untilTestEnds = <T extends Disposable | AsyncDisposable>(resource: T): T => {
  onTestFinished(async () => {
    if (Symbol.asyncDispose in resource) await resource[Symbol.asyncDispose]()
    else resource[Symbol.dispose]()
  })
  return resource
}
