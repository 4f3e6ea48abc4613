import { spawn } from 'node:child_process'

/**
 * Runs a program to its end.
 * @param {readonly string[]} command the program and its arguments
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, show?: boolean }} options `show`: print what it prints, as it prints it
 * @returns {Promise<{ code: number, output: string }>} code 1 when it was killed or could not be started; `output` is empty with `show`
 */
export function run([program = '', ...args], { cwd, env = process.env, show = false }) {
  return new Promise((resolve) => {
    const prints = show ? 'inherit' : 'pipe'
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', prints, prints] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => {
        output += text
      })
    }
    child.on('error', (error) => resolve({ code: 1, output: `${program}: ${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
