// A process to be killed: opens the store and appends to a class without pause. It tells each number once it is stored.
// Arguments: the store's options as JSON, the class id.
import { openStore } from '../../../src/store/index.ts'
import { command } from '../rows.ts'

const [options = '', classroomId = ''] = process.argv.slice(2)
const store = await openStore(JSON.parse(options))
let seq = 0
for (const more = 500; ; ) {
  const part = await store.eventsAfter(classroomId, seq, more)
  seq = part.at(-1)?.seq ?? seq
  if (part.length < more) break
}
process.stdout.write('open\n')
for (;;) {
  const size = 1 + Math.floor(Math.random() * 20)
  const batch = Array.from({ length: size }, (_, n) => command(classroomId, seq + n, `${seq + n + 1}`))
  const outcomes = await store.append(batch)
  if (outcomes.some((outcome) => outcome !== 'stored')) throw new Error(`not stored: ${outcomes}`)
  seq += size
  process.stdout.write(`${seq}\n`)
}
