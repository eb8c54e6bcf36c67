// Guards a process that is not its child until it is killed: see owner.test.ts.
import { startGuard } from './guard.ts'

const [pid, dir] = process.argv.slice(2)
startGuard(Number(pid), dir)
console.log('guarding')
setInterval(() => {}, 60_000)
