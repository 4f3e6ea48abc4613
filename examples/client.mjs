// A whole TCP client, played by a program: connect, send a request, read the answer, close, TIME_WAIT.
//
//   node examples/client.mjs http://localhost:3000 KPT482 Robo
//
// The class must play the lesson "The whole story", and this program must be dealt a client's seat (in a class with the
// plan "solo" everybody is). All it needs is the package `ws`; the arithmetic is its own. See docs/protocol.md.
import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { WebSocket } from 'ws'

/** What the application wants: the lesson tells its players the same. */
const REQUEST = 1536
const ANSWER = 512

/** Sequence numbers have 32 bits and wrap around (RFC 9293 §3.4). `>>> 0` takes a number modulo 2³². */
const add = (number, bytes) => (number + bytes) >>> 0
const distance = (from, to) => (to - from) >>> 0

/** The bytes of our own data that a number of ours covers; our SYN took the first number. */
const dataUpTo = (tcb, number) => distance(add(tcb.iss, 1), number)

const [server, code, name] = process.argv.slice(2)
if (!server || !code || !name) {
  console.error('Usage: node client.mjs <server URL> <class code> <name>')
  process.exit(2)
}

// 1. Join over HTTP. The token is the right to our seat; it is the only thing to keep for a reconnect.
async function join() {
  const response = await fetch(new URL('/api/v1/join', server), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name }),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`cannot join: ${answer.error.message} ${answer.error.suggestion ?? ''}`)
  return answer
}

// 2. Follow the class. The picture says how it stands; events say what has changed since.
const me = await join()
const sockets = new Map()
let seat = null
let running = false

function seePicture({ classroom }) {
  sockets.clear()
  for (const socket of Object.values(classroom.sockets)) sockets.set(socket.id, socket)
  seat = classroom.students[me.studentId].seat
  running = classroom.phase === 'running' && classroom.clock.running
}

/** Events carry the changed fields of a socket, and of its TCB; everything else stays as it was. */
function patch(changes) {
  const socket = sockets.get(changes.id)
  if (socket) sockets.set(changes.id, { ...socket, ...changes, tcb: { ...socket.tcb, ...changes.tcb } })
}

function seeEvent({ event, hidden }) {
  if (hidden) return // Somebody else's mistake, a hint: counted, but not for us.
  if (event.type === 'lesson.started') sockets.clear()
  if (event.type === 'lesson.started' || event.type === 'clock.resumed') running = true
  if (event.type === 'lesson.stopped' || event.type === 'clock.paused') running = false
  if (event.type === 'seat.taken' && event.student === me.studentId) seat = event.seat
  const fresh =
    event.created ?? (event.type === 'lesson.started' || event.type === 'room.arranged' ? event.sockets : [])
  for (const socket of fresh) sockets.set(socket.id, socket)
  if (event.type === 'segment.sent' && event.socket) patch(event.socket)
  else if (event.sockets && !('seats' in event)) for (const changes of event.sockets) patch(changes)
}

const mine = () => [...sockets.values()].find((socket) => socket.seat === seat && socket.role === 'client')
const serverListens = (table) =>
  [...sockets.values()].some(
    ({ role, table: at, tcb }) => role === 'listening' && (at === table || at === 0) && tcb.state === 'LISTEN',
  )

// 3. Decide what to do next. Null: it is not our turn.
function nextCommand() {
  const socket = mine()
  if (!running || !socket) return null
  const { tcb } = socket
  // What has arrived is read at once, so that the buffer, and with it our window, is free again.
  if (tcb.app.unread > 0)
    return { type: 'call.make', socket: socket.id, call: { name: 'read', length: tcb.app.unread } }
  const segment = nextSegment(tcb, socket)
  return segment && { type: 'segment.send', socket: socket.id, segment }
}

function nextSegment(tcb, socket) {
  const window = tcb.rcvBuffer - tcb.app.unread
  const withAck = (flags, length = 0, seq = tcb.sndNxt) => ({
    flags: [...flags, 'ACK'],
    seq,
    ack: tcb.rcvNxt,
    window,
    length,
  })

  // Active open: our SYN names the first number of our direction, and the largest segment we take.
  if (tcb.state === 'CLOSED') {
    if (finished || !serverListens(socket.table)) return null
    return { flags: ['SYN'], seq: tcb.iss, ack: 0, window, length: 0, mss: tcb.ownMss }
  }
  // A debt comes first: an acknowledgment, or a segment whose retransmission timer has run out.
  for (const debt of tcb.owed) {
    if (debt.kind === 'ack') return withAck([])
    if (debt.kind === 'retransmit') return again(tcb, withAck)
  }
  if (tcb.state !== 'ESTABLISHED') return null

  const sent = dataUpTo(tcb, tcb.sndNxt)
  if (sent < REQUEST) {
    // The peer's window counts from the oldest byte it has not acknowledged; no segment exceeds its MSS.
    const room = tcb.sndWnd - distance(tcb.sndUna, tcb.sndNxt)
    const length = Math.min(REQUEST - sent, tcb.sendMss, room)
    // Nagle: a small segment waits until nothing is under way (RFC 9293 §3.7.4). A zero window is waited out.
    const small = length < tcb.sendMss && tcb.sndUna !== tcb.sndNxt
    if (length <= 0 || small) return null
    return withAck(sent + length === REQUEST ? ['PSH'] : [], length)
  }
  // Active close, once everything is acknowledged and the whole answer is here.
  const received = distance(add(tcb.irs, 1), tcb.rcvNxt)
  return tcb.sndUna === tcb.sndNxt && received >= ANSWER ? withAck(['FIN']) : null
}

/** The oldest segment that was not acknowledged, with the numbers it had before. */
function again(tcb, withAck) {
  if (tcb.state === 'SYN_SENT')
    return { flags: ['SYN'], seq: tcb.iss, ack: 0, window: tcb.rcvBuffer, length: 0, mss: tcb.ownMss }
  if (tcb.sndUna === tcb.finSeq) return withAck(['FIN'], 0, tcb.finSeq)
  const { seq, length } = tcb.sent[0]
  return withAck(['PSH'], length, seq)
}

// 4. Talk to the server: one command at a time, and look again after every answer and every change.
const address = new URL('/api/v1/socket', server)
address.protocol = address.protocol.replace('http', 'ws')
const line = new WebSocket(address)
let waitingFor = null
let finished = false
let lastState = null

const say = (message) => line.send(JSON.stringify(message))

function act() {
  tellState()
  const command = waitingFor === null ? nextCommand() : null
  if (!command) return
  waitingFor = randomUUID()
  if (command.segment) console.log(`  send  ${print(command.segment)}`)
  say({ type: 'command', id: waitingFor, command })
}

const print = ({ flags, seq, ack, window, length, mss }) =>
  `${flags.join(',')} seq=${seq}${flags.includes('ACK') ? ` ack=${ack}` : ''} win=${window} len=${length}${mss ? ` mss=${mss}` : ''}`

function tellState() {
  const state = mine()?.tcb.state ?? null
  if (state === null || state === lastState) return
  console.log(`state ${state}`)
  if (lastState === 'TIME_WAIT' && state === 'CLOSED') {
    finished = true
    console.log('done: the connection is closed, and 2MSL are over')
    line.close()
  }
  lastState = state
}

function seeAnswer(ack) {
  waitingFor = null
  if (!ack.ok) {
    // The class was paused in the same moment: what we wanted is decided anew when it goes on.
    if (ack.refusal.code === 'class.paused' || ack.refusal.code === 'lesson.not-running') return
    throw new Error(`refused: ${ack.refusal.code} ${ack.refusal.message}`)
  }
  if (!ack.result) return
  const { level, rule, mistake } = ack.result.verdict
  console.log(`        ${level} (${rule})`)
  if (level === 'mistake')
    throw new Error(`a mistake: ${mistake.code}, ${mistake.field} should be ${mistake.expected}, not ${mistake.got}`)
}

line.on('open', () => say({ type: 'hello', version: 1, token: me.token }))
line.on('message', (text) => {
  const message = JSON.parse(text)
  switch (message.type) {
    case 'welcome':
      seePicture(message.picture)
      console.log(`welcome, ${me.name}; your seat: ${seat ?? 'none yet'}`)
      if (seat && !seat.endsWith('.client')) throw new Error('this program plays clients only')
      break
    case 'events':
      message.events.forEach(seeEvent)
      break
    case 'ack':
      seeAnswer(message)
      break
    case 'error':
      throw new Error(`${message.code}: ${JSON.stringify(message.issues ?? message.message)}`)
    case 'bye':
      console.log(`the server says bye: ${message.reason}`)
  }
  act()
})
line.on('close', () => process.exit(finished ? 0 : 1))
line.on('error', (error) => {
  console.error(String(error))
  process.exit(1)
})
