// `npm test`, after the packages are installed: every check there is, in order. A failing one does not keep the others from
// running. The last line counts them all.
import { exit, stdout } from 'node:process'
import { inWords, one, sum } from './check/counts.mjs'
import { STAGES } from './check/stages.mjs'

const results = []
for (const stage of STAGES) {
  stdout.write(`\n── ${stage.name}\n`)
  const started = performance.now()
  const counts = await stage.run().catch((error) => {
    stdout.write(`${error instanceof Error ? error.stack : error}\n`)
    return one(false)
  })
  results.push({ ...stage, counts, seconds: (performance.now() - started) / 1000 })
}

stdout.write('\n')
for (const { name, counts, seconds } of results) {
  stdout.write(`${counts.failed > 0 ? '✗' : '✓'} ${name}: ${inWords(counts)} (${seconds.toFixed(1)} s)\n`)
}
const total = sum(results.map(({ counts }) => counts))
stdout.write(`\n${inWords(total)}\n`)
exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
