import { spawn } from 'node:child_process'

// It reads a pipe whose other end dies with us, also on kill -9: the end of input means that nobody let go.
const GUARD = `
pid=$1
while read -r word; do
  [ "$word" = ended ] || exit 0
  pid=
done
if [ -n "$pid" ]; then
  kill -TERM "$pid" 2>/dev/null
  tries=0
  while kill -0 "$pid" 2>/dev/null && [ $tries -lt 50 ]; do sleep 0.2; tries=$((tries + 1)); done
  kill -KILL "$pid" 2>/dev/null
fi
[ -z "$2" ] || rm -rf "$2"
`

export type Guard = {
  /** The guarded process has ended: its number may go to another from now on. */
  ended(): void
  release(): void
}

/**
 * Starts a small shell that, when this process ends in whatever way without `release`, ends process `pid` (10 s of
 * grace) and then deletes the folder `removeDir`.
 */
export function startGuard(pid: number, removeDir: string | undefined): Guard {
  const args = ['-c', GUARD, 'bijpraat-guard', String(pid), removeDir ?? '']
  const child = spawn('sh', args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  // A guard that could not start or is gone is one safety net less, and no reason to fail.
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  child.unref()
  return {
    ended: () => void child.stdin.write('ended\n'),
    release: () => void child.stdin.end('released\n'),
  }
}
